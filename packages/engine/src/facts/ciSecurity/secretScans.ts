import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { Finding } from '../../contract/verdict';
import { pipelines } from '../ci/pipelines';
import { repositoryTree } from '../repository/repositoryTree';
import { listOf, trivyVerb } from './fileScan';
import { readArguments } from './readArguments';
import { ToolUse } from './toolUse';
import { toolUses } from './toolUses';
import { readTrivyFile, trivyExitCode, TrivyFile } from './trivySettings';
import { findUnreadablePart } from './unreadableParts';

/**
 * What scans for secrets, by what it can stop.
 *
 * @public
 */
export interface SecretScans {
  readonly gating: readonly Finding[];
  readonly notGating: readonly Finding[];
  readonly hooks: readonly Finding[];
  /** Why there may be more. */
  readonly unreadable?: string;
}

/** @public */
export const secretScans = defineFact<SecretScans>({
  id: 'secret-scans',
  description: 'Steps and hooks that scan for secrets.',
  derive: (_input, read) => {
    const uses = read(toolUses);
    const model = read(pipelines);
    const tree = read(repositoryTree);
    if (uses.status !== 'present') return uses;
    if (model.status !== 'present') return model;
    if (tree.status !== 'present') return tree;
    const file = readTrivyFile(tree.value);
    const scans = uses.value.inPipelines('secret-scan').filter(isSecretScan);
    const gates = (use: ToolUse) => stopsOnSecrets(use, file);
    return present({
      gating: scans.filter(gates).map(({ finding }) => finding),
      notGating: scans.filter(use => !gates(use)).map(({ finding }) => finding),
      hooks: uses.value
        .inHooks('secret-scan')
        .filter(isSecretScan)
        .map(({ finding }) => finding),
      unreadable: findUnreadablePart(model.value),
    });
  },
});

/** Other commands of the same tools (`gitleaks version`) are none. */
function isSecretScan(use: ToolUse): boolean {
  const args = readArguments(use.words.slice(1));
  const [verb] = args.rest;
  switch (use.tool) {
    case 'trivy':
      return usesSecretScanner(use);
    case 'gitlab-secret-detection':
      return !/^(true|1)$/i.test(use.env.get('SECRET_DETECTION_DISABLED') ?? '');
    case 'ggshield':
      return use.via !== 'command' || args.rest.includes('scan');
    case 'detect-secrets':
      return verb !== 'audit';
    default:
      return verb !== 'version' && !args.has('--version', '--help', '-h', '--install');
  }
}

/** Files and repositories are scanned for secrets unless other scanners are named; of images it must be said. */
function usesSecretScanner(use: ToolUse): boolean {
  const args = readArguments(use.words.slice(1));
  const verb = use.via === 'action' ? use.inputs.get('scan-type') : trivyVerb(args);
  const scanners = listOf(
    use.inputs.get('scanners'),
    use.inputs.get('security-checks'),
    ...args.values('--scanners', '--security-checks'),
    use.env.get('TRIVY_SCANNERS'),
  );
  if (scanners.length > 0) return scanners.includes('secret') && verb !== 'config';
  return /^(fs|filesystem|repo|repository)$/.test(verb ?? '');
}

function stopsOnSecrets(use: ToolUse, file: TrivyFile): boolean {
  if (use.via === 'template') return true;
  if (!use.gating) return false;
  const args = readArguments(use.words.slice(1));
  switch (use.tool) {
    case 'trivy':
      return trivyExitCode(use, args, file) === 'fails';
    case 'trufflehog':
      return use.via !== 'command' || args.has('--fail') || args.rest[0]?.includes(':') === true;
    case 'detect-secrets':
      return use.words[0]?.endsWith('detect-secrets-hook') === true || use.via === 'action';
    case 'gitleaks':
      return args.values('--exit-code')[0] !== '0';
    case 'ggshield':
      return !args.has('--exit-zero');
    default:
      return true;
  }
}
