import { Arguments } from './readArguments';
import { ToolUse } from './toolUse';

/** Words of the input or option of a list: commas or blanks between them. */
export function listOf(...values: readonly (string | undefined)[]): string[] {
  return values.flatMap(value => (value ?? '').split(/[\s,]+/)).filter(word => word !== '');
}

/** Files and folders that checkov, kics and trivy are told to read; empty for the whole repository. */
export function fileScanTargets(use: ToolUse, args: Arguments): string[] {
  const { inputs } = use;
  switch (use.tool) {
    case 'checkov':
      return use.via === 'action'
        ? listOf(inputs.get('directory'), inputs.get('file'))
        : [...args.values('-d', '--directory', '-f', '--file'), ...args.rest.slice(1)];
    case 'kics':
      return use.via === 'action'
        ? listOf(inputs.get('path'))
        : args.values('-p', '--path').flatMap(value => listOf(value));
    case 'trivy':
      return use.via === 'action' ? listOf(inputs.get('scan-ref')) : args.rest.slice(1);
    default:
      return args.rest.slice(1);
  }
}

/** Whether checkov is left to read a kind of file (`--framework`, `--skip-framework`). */
export function hasFramework(use: ToolUse, args: Arguments, ...kinds: readonly string[]): boolean {
  const only = listOf(use.inputs.get('framework'), ...args.values('--framework'));
  const not = listOf(use.inputs.get('skip_framework'), ...args.values('--skip-framework'));
  const named = only.some(name => name === 'all' || name.includes('$') || kinds.includes(name));
  return (only.length === 0 || named) && kinds.some(kind => !not.includes(kind));
}

/** `trivy config`, `trivy fs --scanners misconfig`, and the action with `scan-type: config`. */
export function readsMisconfiguration(use: ToolUse, args: Arguments): boolean {
  const isMisconfig = (name: string) => /^(misconfig|config)$/.test(name);
  if (use.via === 'action') {
    const type = use.inputs.get('scan-type');
    if (type === 'config') return true;
    const scanners = listOf(use.inputs.get('scanners'), use.inputs.get('security-checks'));
    return /^(fs|repo|filesystem)$/.test(type ?? '') && scanners.some(isMisconfig);
  }
  if (use.via === 'hook' && use.words.length === 0) return true;
  const verb = trivyVerb(args);
  if (verb === 'config' || verb === 'conf' || verb === 'misconfig') return true;
  const scanners = listOf(
    ...args.values('--scanners', '--security-checks'),
    use.env.get('TRIVY_SCANNERS'),
  );
  return /^(fs|filesystem|repo|repository)$/.test(verb ?? '') && scanners.some(isMisconfig);
}

/** The subcommand of trivy; the first word that is none of its options' values. */
export function trivyVerb(args: Arguments): string | undefined {
  return args.rest[0];
}
