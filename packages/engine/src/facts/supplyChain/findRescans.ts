import { Finding } from '../../contract/verdict';
import { CiCommand, CiModel } from '../ci/model/pipeline';
import { isWeekly } from './isWeekly';
import { searchSteps, subcommand, toFinding } from './pipelineSteps';

/** A scan tool of the organisation: first word of its command, or action. */
interface ExtraTool {
  readonly kind: string;
  readonly command?: string;
  readonly action?: string;
}

/** Scheduled scans of the image that was pushed. @public */
export interface Rescans {
  /** At least weekly. */
  readonly weekly: readonly Finding[];
  /** Scheduled, and the repository does not say how often. */
  readonly sometimes: readonly Finding[];
}

const imageActions =
  /^(snyk\/actions\/docker|docker\/scout-action|crazy-max\/ghaction-container-scan|azure\/container-scan|sysdiglabs\/scan-action)$/;

/** @public */
export function findRescans(ci: CiModel, extraTools: readonly ExtraTool[]): Rescans {
  const extra = extraTools.filter(({ kind }) => kind === 'image-scanner');
  const message = 'A scheduled job scans the image.';
  const found = searchSteps(ci, {
    action: (name, { step: { inputs } }) => {
      const trivy =
        name === 'aquasecurity/trivy-action' &&
        (inputs.get('scan-type') ?? 'image') === 'image' &&
        inputs.has('image-ref');
      const anchore = name === 'anchore/scan-action' && inputs.has('image');
      const inspector =
        name === 'aws-actions/vulnerability-scan-github-action-for-amazon-inspector' &&
        inputs.get('artifact_type') === 'container';
      const own = extra.some(({ action }) => action?.toLowerCase() === name);
      return trivy || anchore || inspector || own || imageActions.test(name) ? message : undefined;
    },
    command: command =>
      scansImage(command) || extra.some(tool => tool.command === command.name)
        ? message
        : undefined,
  })
    // An image that the job builds and does not push is not the one that runs.
    .filter(({ placed: { job } }) =>
      ci.builds.filter(build => build.job === job).every(build => build.pushTriggers.length > 0),
    );
  const schedulesOf = ({ placed }: (typeof found)[number]) =>
    placed.step.triggers.filter(({ kind }) => kind === 'schedule').map(isWeekly);
  return {
    weekly: found.filter(scan => schedulesOf(scan).includes(true)).map(toFinding),
    sometimes: found.filter(scan => schedulesOf(scan).includes(undefined)).map(toFinding),
  };
}

function scansImage(command: CiCommand): boolean {
  const { name, words } = command;
  const first = subcommand(command);
  switch (name) {
    case 'trivy':
      return first === 'image' || first === 'i';
    case 'grype':
      return first !== undefined && !/^(dir:|file:|sbom:|\.|\/|version$|db$)/.test(first);
    case 'docker':
      return words[1] === 'scout' && words[2] === 'cves';
    case 'snyk':
      return first === 'container';
    case 'aws':
      return words.includes('ecr') && words.includes('start-image-scan');
    case 'inspector-sbomgen':
      return first === 'container';
    case 'twistcli':
      return first === 'images';
    default:
      return false;
  }
}
