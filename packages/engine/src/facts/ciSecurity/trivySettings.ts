import { readYaml } from '../repository/readYaml';
import { RepositoryTree } from '../repository/repositoryTree';
import { listOf } from './fileScan';
import { Arguments } from './readArguments';
import { ToolUse } from './toolUse';

/** What a scanner does when it finds something: `unresolved` when only the pipeline knows. */
export type Threshold = 'fails' | 'none' | 'unresolved';

/** Settings of `trivy.yaml`, by path. */
export type TrivyFile = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

const names = ['trivy.yaml', 'trivy.yml', '.trivy.yaml'];

/** The configuration files of trivy at the root, and those in other places by their path. */
export function readTrivyFile(tree: RepositoryTree): TrivyFile {
  const files = new Map<string, Readonly<Record<string, unknown>>>();
  for (const { path, content } of tree.entries) {
    if (!/(^|\/)\.?trivy[^/]*\.ya?ml$/.test(path) || content.status !== 'present') continue;
    const data = readYaml(content.value)?.data;
    if (typeof data === 'object' && data !== null) files.set(path, data as Record<string, unknown>);
  }
  return files;
}

function setting(use: ToolUse, args: Arguments, file: TrivyFile, name: string): string | undefined {
  const variable = `TRIVY_${name.toUpperCase().replaceAll('-', '_')}`;
  const short = name === 'severity' ? ['-s'] : [];
  const [option] = args.values(`--${name}`, ...short).slice(-1);
  const written = option ?? (use.inputs.get(name) || undefined) ?? use.env.get(variable);
  if (written !== undefined) return written;
  const named = use.inputs.get('trivy-config') ?? args.values('--config', '-c')[0];
  const paths = named === undefined ? names : [named.replace(/^\.\//, '')];
  const data = paths.map(path => file.get(path)).find(found => found !== undefined);
  const value = data?.[name];
  if (Array.isArray(value)) return value.join(',');
  return value === undefined ? undefined : String(value as string);
}

/** Whether trivy ends with a failure when it finds something; without an exit code it never does. */
export function trivyExitCode(use: ToolUse, args: Arguments, file: TrivyFile): Threshold {
  const code = resolveVariable(setting(use, args, file, 'exit-code'), use);
  if (code === undefined || /^0?$/.test(code.trim())) return 'none';
  return code.includes('$') ? 'unresolved' : 'fails';
}

/** Whether trivy ends with a failure when it finds something CRITICAL. */
export function trivyThreshold(use: ToolUse, args: Arguments, file: TrivyFile): Threshold {
  const exit = trivyExitCode(use, args, file);
  if (exit !== 'fails') return exit;
  const severity = resolveVariable(setting(use, args, file, 'severity'), use);
  if (severity?.includes('$')) return 'unresolved';
  const words = listOf(severity).map(word => word.toUpperCase());
  return words.length === 0 || words.includes('CRITICAL') ? 'fails' : 'none';
}

/**
 * `$SEVERITY` and `${{ env.SEVERITY }}` where the environment of the step says what they are; `${1:?usage}` and
 * `${LEVEL:-HIGH}` without what the shell says or takes when they are not set.
 */
export function resolveVariable(value: string | undefined, use: ToolUse): string | undefined {
  return value?.replace(
    /\$\{\{\s*env\.(\w+)\s*\}\}|\$\{(\w+)(?!\w)(:?[-=?])?([^{}]*)\}|\$(\w+)/g,
    (whole, a: string | undefined, b, operator, word: string | undefined, c) => {
      const name = (a ?? b ?? c) as string;
      const known = use.env.get(name);
      if (known !== undefined || !b) return known ?? whole;
      if (operator === undefined) return whole;
      // Whoever calls a script gives its arguments.
      return operator.endsWith('?') || /^\d/.test(name) ? `\${${name}}` : (word ?? '');
    },
  );
}
