/** Kinds that run containers, with the way to their pod. */
const podPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Rollout: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** Way to the pod of a workload; `undefined` for objects that run nothing. */
export function podPathOf(kind: string, apiVersion: string): readonly string[] | undefined {
  if (kind === 'Service') {
    return apiVersion.startsWith('serving.knative.dev/') ? ['spec', 'template'] : undefined;
  }
  return Object.hasOwn(podPaths, kind) ? podPaths[kind] : undefined;
}

/**
 * Whether the source of a manifest that cannot be read may hold a workload: false only when every document of it says
 * in plain text that it is something else.
 */
export function mayHoldWorkload(source: string): boolean {
  return source.split(/^---/m).some(document => {
    if (!/\S/.test(withoutActions(document).replace(/^[ \t]*#.*$/gm, ''))) {
      return /\{\{-?\s*(?:include|template|tpl)\b/.test(document);
    }
    const kinds = [...document.matchAll(/^\s{0,2}kind:[ \t]*["']?([^\s"'#]*)/gm)].map(
      match => match[1] ?? '',
    );
    const isPlain = kinds.length > 0 && kinds.every(kind => /^[A-Z][A-Za-z]+$/.test(kind));
    return !isPlain || kinds.some(kind => kind === 'List' || Object.hasOwn(podPaths, kind));
  });
}

/** A template without its actions; linear however many are left open. */
function withoutActions(text: string): string {
  const parts = text.split('}}');
  const last = parts.pop() ?? '';
  const before = parts.map(part => {
    const open = part.indexOf('{{');
    return open < 0 ? `${part}}}` : part.slice(0, open);
  });
  return before.join('') + last;
}
