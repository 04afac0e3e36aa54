/** An entry of a folder. */
export type TreeEntry = {
  /** `commit` is a submodule. */
  type: 'blob' | 'tree' | 'commit';
  /** Git's file mode, for example `100755`; a symbolic link is `120000`. */
  mode: string;
  hash: string;
  /** Bytes; `undefined` for what is not a file. */
  size: number | undefined;
  /** As git answered: the name in a folder's list, the whole path when asked for one path. */
  name: string;
};

export type Branch = { name: string; commit: string };

export type Commit = { hash: string; author: string; date: string; subject: string };

/** Reads the output of `git ls-tree -z -l`. */
export function parseTree(output: Buffer): TreeEntry[] {
  return output
    .toString('utf8')
    .split('\0')
    .flatMap(line => {
      const match = /^(\d{6}) (blob|tree|commit) ([0-9a-f]+) +(\d+|-)\t([^]*)$/.exec(line);
      const [, mode, type, hash, size, name] = match ?? [];
      if (!mode || !type || !hash || !size || !name) {
        return [];
      }
      return [
        {
          mode,
          type: type as TreeEntry['type'],
          hash,
          size: size === '-' ? undefined : Number(size),
          name,
        },
      ];
    });
}

/** Reads lines of `<hash> refs/heads/<name>`. */
export function parseBranches(output: string): Branch[] {
  return output.split('\n').flatMap(line => {
    const [, commit, name] = /^([0-9a-f]+) refs\/heads\/(.+)$/.exec(line) ?? [];
    return commit && name ? [{ commit, name }] : [];
  });
}

/** Reads `hash, author, date, subject`, each ended by NUL, one commit a line. */
export function parseCommits(output: string): Commit[] {
  const fields = output.split('\0');
  const commits: Commit[] = [];
  for (let index = 0; index + 3 < fields.length; index += 4) {
    const [hash = '', author = '', date = '', subject = ''] = fields.slice(index, index + 4);
    commits.push({ hash: hash.trim(), author, date, subject });
  }
  return commits;
}
