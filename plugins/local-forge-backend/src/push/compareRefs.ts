/** Full name of a ref to the hash it points to. */
export type Refs = ReadonlyMap<string, string>;

/** A branch or tag that was created, moved or deleted. */
export type RefChange = { ref: string; before: string; after: string };

const NO_OBJECT = '0'.repeat(40);

/** What changed between two states of a repository, by name. */
export function compareRefs(before: Refs, after: Refs): RefChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map(ref => ({
      ref,
      before: before.get(ref) ?? NO_OBJECT,
      after: after.get(ref) ?? NO_OBJECT,
    }))
    .filter(change => change.before !== change.after);
}

/** Reads lines of `<hash> <full name>`. */
export function parseRefs(output: string): Refs {
  const refs = new Map<string, string>();
  for (const line of output.split('\n')) {
    const [, hash, ref] = /^([0-9a-f]+) (refs\/(?:heads|tags)\/.+)$/.exec(line) ?? [];
    if (hash && ref) {
      refs.set(ref, hash);
    }
  }
  return refs;
}
