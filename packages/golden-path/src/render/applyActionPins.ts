/** Commit and version that an organisation uses for one action. */
export type ActionPins = Readonly<
  Record<string, { readonly sha: string; readonly version: string }>
>;

const workflow = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/**
 * Replaces the pins of third-party actions in a workflow. The replacement is literal, so that the workflows of one
 * organisation stay identical in all its repositories.
 */
export function applyActionPins(path: string, text: string, pins: ActionPins): string {
  if (!workflow.test(path)) {
    return text;
  }
  return text.replace(
    /(uses:\s*)([\w.-]+\/[\w./-]+)@[a-f0-9]{40}( # \S+)?/g,
    (line, prefix: string, action: string) => {
      const pin = Object.hasOwn(pins, action) ? pins[action] : undefined;
      return pin ? `${prefix}${action}@${pin.sha} # ${pin.version}` : line;
    },
  );
}
