import { listOf } from './fileScan';
import { Arguments, readArguments } from './readArguments';
import { ToolUse } from './toolUse';
import { resolveVariable, Threshold, TrivyFile, trivyThreshold } from './trivySettings';
import { readAwsScan } from './readAwsScan';

/**
 * One scan of an image in a pipeline.
 *
 * @public
 */
export interface ImageScan {
  readonly use: ToolUse;
  /** Image as written; `undefined` for an archive, or when the tool takes the image that was built last. */
  readonly image?: string;
  /** What it does when it finds something CRITICAL. */
  readonly threshold: Threshold;
}

/** Reads a use of a scanner; `undefined` when it looks at files, a list of dependencies or nothing at all. */
export function readImageScan(use: ToolUse, file: TrivyFile): ImageScan | undefined {
  const args = readArguments(use.words.slice(1));
  const target = readTarget(use, args);
  if (target === undefined) return undefined;
  const image = resolveVariable(target === '' ? undefined : target, use);
  return { use, image, threshold: readThreshold(use, args, file) };
}

const trivyVerbs =
  /^(image|i|fs|filesystem|rootfs|config|conf|repo|repository|sbom|k8s|kubernetes|vm|server|plugin|module|version|clean|convert|registry|aws|completion|help|vex)$/;

/** The image, or the empty text for an archive or what was built last; `undefined` for anything else. */
function readTarget(use: ToolUse, args: Arguments): string | undefined {
  const { inputs } = use;
  const input = (...names: readonly string[]) => names.map(n => inputs.get(n)).find(v => v);
  const action = use.via === 'action';
  switch (use.tool) {
    case 'trivy':
      return action ? readTrivyAction(use) : readTrivyCommand(args);
    case 'grype':
      if (action) return input('image') ?? (input('sbom') ? '' : undefined);
      return readGrypeTarget(args.rest[0]);
    case 'anchore':
      return args.rest.some(w => /^(image|evaluate|check|add)$/.test(w)) ||
        /inline/.test(use.words[0]!)
        ? (args.rest.at(-1) ?? '')
        : undefined;
    case 'snyk':
      return readSnykTarget(use, args);
    case 'docker-scout': {
      if (action)
        return /cves|quickview|compare/.test(input('command') ?? '')
          ? (input('image') ?? '')
          : undefined;
      const [verb, ...rest] = args.rest.filter(word => word !== 'scout');
      const ref = rest[0]?.replace(/^(image|local|registry|archive|oci-dir):\/\//, '');
      if (!/^(cves|quickview|qv|compare)$/.test(verb ?? '') || /^(fs|sbom):\/\//.test(ref ?? '')) {
        return undefined;
      }
      return ref ?? '';
    }
    case 'docker-scan':
      return args.rest[1];
    case 'inspector':
    case 'ecr-scan':
      return readAwsScan(use, args)?.image;
    case 'clair':
      return action ? (input('image-ref', 'image-path') ?? '') : args.rest.at(-1);
    case 'wiz':
      if (!args.rest.some(word => /^(docker|container-image)$/.test(word))) return undefined;
      return args.values('--image')[0] ?? args.rest.at(-1);
    case 'prisma':
      if (action) return input('image_name', 'image') ?? '';
      return args.rest[0] === 'images' ? args.rest.at(-1) : undefined;
    case 'sysdig':
      return input('image-tag', 'image') ?? args.rest.at(-1)?.replace(/^\w+:\/\//, '');
    case 'azure-container-scan':
      return input('image-name');
    default:
      return '';
  }
}

function readTrivyAction({ inputs }: ToolUse): string | undefined {
  const type = inputs.get('scan-type') ?? 'image';
  if (type !== 'image' && type !== '') return undefined;
  if (excludesVulnerabilities(listOf(inputs.get('scanners')))) return undefined;
  return inputs.get('image-ref') || (inputs.get('input') ? '' : undefined);
}

function readTrivyCommand(args: Arguments): string | undefined {
  const [verb, ref] = args.rest;
  if (excludesVulnerabilities(listOf(...args.values('--scanners', '--security-checks'))))
    return undefined;
  const archive = args.has('--input');
  if (verb === 'image' || verb === 'i') return ref ?? (archive ? '' : undefined);
  // Before version 0.20 the image came without a verb.
  return verb !== undefined && !trivyVerbs.test(verb) ? verb : undefined;
}

function excludesVulnerabilities(scanners: readonly string[]): boolean {
  return scanners.length > 0 && !scanners.some(name => name === 'vuln' || name.includes('$'));
}

/** A list of components stands for the image it was made from. */
function readGrypeTarget(target: string | undefined): string | undefined {
  if (target === undefined || /^(dir|file):|^\.{0,2}\/|^\.$/.test(target)) return undefined;
  if (/^(sbom|docker-archive|oci-archive|oci-dir|singularity):|\.tar$/.test(target)) return '';
  return target.replace(/^(docker|podman|registry|containerd):/, '');
}

function readSnykTarget(use: ToolUse, args: Arguments): string | undefined {
  const { inputs } = use;
  if (use.via === 'action') {
    const docker = /\/docker\b/.test(use.finding.message);
    return docker ? (inputs.get('image') ?? '') : undefined;
  }
  const [verb, sub, ref] = args.rest;
  if (verb === 'container' && (sub === 'test' || sub === 'monitor')) return ref;
  return verb === 'test' && args.has('--docker') ? (args.values('--docker')[0] ?? sub) : undefined;
}

const severities = /^(negligible|low|medium|high|critical|unknown|defcon1)$/i;

function readThreshold(use: ToolUse, args: Arguments, file: TrivyFile): Threshold {
  const { inputs, env } = use;
  const action = use.via === 'action';
  const ofLevel = (value: string | undefined): Threshold => {
    const level = resolveVariable(value, use);
    if (level?.includes('$')) return 'unresolved';
    return level !== undefined && severities.test(level) ? 'fails' : 'none';
  };
  const unless = (stops: boolean): Threshold => (stops ? 'fails' : 'none');
  switch (use.tool) {
    case 'trivy':
      return trivyThreshold(use, args, file);
    case 'grype':
      if (action) return unless(inputs.get('fail-build') !== 'false');
      return ofLevel(args.values('--fail-on', '-f')[0] ?? env.get('GRYPE_FAIL_ON_SEVERITY'));
    case 'anchore':
      return unless(
        args.has('-f', '--fail-based-on-results', '--fail') || args.rest.includes('evaluate'),
      );
    case 'snyk':
      return unless(inputs.get('command') !== 'monitor' && args.rest[1] !== 'monitor');
    case 'docker-scout':
      return readScoutThreshold(use);
    case 'inspector':
    case 'ecr-scan':
      return readAwsScan(use, args)?.threshold ?? 'none';
    case 'clair':
      return unless(action ? inputs.get('return-code') === '1' : use.words[0] !== 'clairctl');
    case 'azure-container-scan':
      return unless(true);
    case 'sysdig':
      return unless(inputs.get('stop-on-failed-policy-eval') !== 'false');
    case 'gitlab-container-scanning':
      return 'none';
    default:
      return 'fails';
  }
}

/** `--exit-code` fails on what `--only-severity` leaves over. */
function readScoutThreshold(use: ToolUse): Threshold {
  const flags = new Set([
    '--exit-code',
    '-e',
    '--only-fixed',
    '--only-unfixed',
    '--ignore-base',
    '--details',
    '--locations',
  ]);
  const args = readArguments(use.words.slice(1), flags);
  const wanted = listOf(use.inputs.get('only-severities'), ...args.values('--only-severity')).map(
    w => w.toLowerCase(),
  );
  const exits = use.inputs.get('exit-code') === 'true' || args.has('--exit-code', '-e');
  return exits && (wanted.length === 0 || wanted.includes('critical')) ? 'fails' : 'none';
}
