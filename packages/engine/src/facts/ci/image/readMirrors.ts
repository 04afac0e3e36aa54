import { PipelineStep } from '../model/pipeline';

const textLimit = 16 * 1024;

/** `[registry."docker.io"] mirrors = ["…"]` of the configuration that docker/setup-buildx-action gives the builder. */
export function readMirrors({ uses, inputs }: PipelineStep): [host: string, mirror: string][] {
  if (uses?.name !== 'docker/setup-buildx-action') {
    return [];
  }
  const text = inputs.get('buildkitd-config-inline') ?? inputs.get('config-inline') ?? '';
  const mirrors: [string, string][] = [];
  let host: string | undefined;
  for (const line of text.slice(0, textLimit).split('\n')) {
    const section = /^\s*\[(?:registry\."([^"\s]+)")?/.exec(line);
    if (section) {
      host = section[1];
    }
    const list = /^\s*mirrors\s*=\s*\[([^\]]*)\]/.exec(line)?.[1];
    if (host !== undefined && list !== undefined) {
      for (const [, mirror] of list.matchAll(/"([^"\s]+)"/g)) {
        mirrors.push([host, mirror!]);
      }
    }
  }
  return mirrors;
}
