import { Arguments, readArguments } from './readArguments';
import { coversPath } from './scanTargets';
import { fileScanTargets, hasFramework, readsMisconfiguration } from './fileScan';
import { ToolUse } from './toolUse';

/** What MegaLinter's own configuration file says, where there is one. */
export type LinterSettings = Readonly<Record<string, unknown>>;

/**
 * Whether a use of a tool lints a Dockerfile, judged by what it is told to look at.
 *
 * @public
 */
export function lintsDockerfile(use: ToolUse, path: string, megalinter: LinterSettings): boolean {
  const args = readArguments(use.words.slice(1));
  switch (use.tool) {
    case 'hadolint':
      return use.via === 'hook' || coversPath(hadolintTargets(use, args), path);
    case 'docker-check':
      return callsCheck(use, args);
    case 'checkov':
      return hasFramework(use, args, 'dockerfile') && coversPath(fileScanTargets(use, args), path);
    case 'kics':
      return coversPath(fileScanTargets(use, args), path);
    case 'trivy':
      return readsMisconfiguration(use, args) && coversPath(fileScanTargets(use, args), path);
    case 'semgrep': {
      const config = [...args.values('--config', '-c'), use.inputs.get('config') ?? ''].join(' ');
      return /docker|(^|\s)auto\b/.test(config);
    }
    case 'super-linter':
      return isSuperLinterOn(use);
    case 'megalinter':
      return isMegaLinterOn(use, megalinter);
    default:
      return true;
  }
}

/** Files; `hadolint - < Dockerfile` and `docker run … < Dockerfile` name none. */
function hadolintTargets(use: ToolUse, args: Arguments): string[] {
  if (use.via === 'action') {
    const recursive = use.inputs.get('recursive') === 'true';
    return recursive ? [] : (use.inputs.get('dockerfile') ?? '').split(/\s+/);
  }
  return args.rest.filter(word => word !== '-' && !word.startsWith('<'));
}

/** `docker build --check`, `--call=check`; the input `call` of the actions. */
function callsCheck(use: ToolUse, args: Arguments): boolean {
  if (use.via === 'action') return /^check\b/.test(use.inputs.get('call') ?? '');
  const builds = args.rest.some(word => /^(build|bake|b)$/.test(word));
  const call = [...args.values('--call'), ...args.values('--opt').map(o => o.replace(/^.*=/, ''))];
  return builds && (args.has('--check') || call.some(value => /^(check|lint)\b/.test(value)));
}

/** One VALIDATE_… that is true switches off all others; false switches off one. */
function isSuperLinterOn({ env }: ToolUse): boolean {
  const own = ['VALIDATE_DOCKERFILE_HADOLINT', 'VALIDATE_DOCKERFILE'].map(name => env.get(name));
  const isTrue = (value: string | undefined) => value?.toLowerCase() === 'true';
  const only = [...env].some(
    ([name, value]) =>
      name.startsWith('VALIDATE_') && name !== 'VALIDATE_ALL_CODEBASE' && isTrue(value),
  );
  return only ? own.some(isTrue) : !own.some(value => value?.toLowerCase() === 'false');
}

function isMegaLinterOn({ env }: ToolUse, settings: LinterSettings): boolean {
  const list = (name: string): string[] => {
    const value: unknown = env.get(name) ?? settings[name];
    const items: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(/[\s,]+/);
    return items.map(String).filter(item => item !== '');
  };
  const own = ['DOCKERFILE', 'DOCKERFILE_HADOLINT'];
  const isNamed = (name: string) => list(name).some(item => own.includes(item));
  const enabled = [...list('ENABLE'), ...list('ENABLE_LINTERS')];
  const isOff = isNamed('DISABLE') || isNamed('DISABLE_LINTERS');
  return !isOff && (enabled.length === 0 || isNamed('ENABLE') || isNamed('ENABLE_LINTERS'));
}
