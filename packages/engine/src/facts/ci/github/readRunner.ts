import { Runner } from '../model/pipeline';
import { at, textsOf, YamlValue } from '../yaml/yamlTree';
import { fillIn } from './fillIn';
import { MatrixRun } from './readMatrix';

/** Names of runners of GitHub, the larger ones included; and Depot, which the catalogue names as managed. */
const hosted = /^(ubuntu|windows|macos|depot)-/i;

/** `runs-on` of a job, for every run of its matrix. */
export function readRunner(
  job: YamlValue,
  value: (name: string) => string | undefined,
  runs: readonly MatrixRun[],
): Runner {
  const wanted = at(job, 'runs-on');
  const line = wanted?.keyLine ?? wanted?.line;
  if (!wanted) {
    return { kind: 'unknown', labels: [], reason: 'the job names no runner', line };
  }
  const written = wanted.entries
    ? textsOf(at(wanted, 'labels'))
    : textsOf(wanted).flatMap(text => readJsonList(text) ?? [text]);
  const groups = textsOf(at(wanted, 'group')).map(group => `group:${group}`);
  const labels = [
    ...new Set(
      (runs.length > 0 ? runs : [new Map<string, string>()]).flatMap(run =>
        written.map(text => fillIn(text, name => run.get(name) ?? value(name))),
      ),
    ),
    ...groups,
  ];
  if (labels.some(label => /^codebuild-/i.test(label))) {
    return { kind: 'codebuild', labels, line };
  }
  const open = labels.find(label => label.includes('${{'));
  if (open !== undefined) {
    return {
      kind: 'unknown',
      labels,
      reason: `"${open.slice(0, 80)}" is only known when the pipeline runs`,
      line,
    };
  }
  if (written.length === 0) {
    const reason = `what runs in ${groups[0] ?? 'the runner'} is not known from the repository`;
    return { kind: 'unknown', labels, reason, line };
  }
  const own = labels.some(label => !hosted.test(label) && !label.startsWith('group:'));
  return { kind: own ? 'self-hosted' : 'hosted', labels, line };
}

/** `${{ fromJSON('["self-hosted", "linux"]') }}`. */
function readJsonList(text: string): string[] | undefined {
  const json = /^\$\{\{\s*fromjson\(\s*'([^']*)'\s*\)\s*\}\}$/i.exec(text.slice(0, 1000))?.[1];
  try {
    const list: unknown = json === undefined ? undefined : JSON.parse(json);
    const labels = Array.isArray(list) ? list : [list];
    return labels.every(label => typeof label === 'string') ? labels : undefined;
  } catch {
    return undefined;
  }
}
