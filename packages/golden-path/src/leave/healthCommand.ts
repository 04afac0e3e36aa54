import {
  describeRepository,
  OrganisationDocument,
  repositoryFromFiles,
} from '@container-lens/engine';
import { listOf, ManifestMap, valueAt } from '../copilot/manifestValue';
import { RetrofitFiles } from '../retrofit/retrofitFiles';
import { WantedFile } from '../retrofit/retrofitPlan';

/** How a container of ECS can be asked whether it is well. */
export interface KnownHealthCommand {
  /** Undefined when nothing inside the image is known that could be called. */
  readonly command: readonly string[] | undefined;
  /** Whether the manifest says it, and not the image. */
  readonly isOfManifest: boolean;
  /** The image stands on the runtime parent of the organisation, which brings a probe. */
  readonly ownParent: boolean;
}

/** The command of the manifest, else that of the image; ECS ignores the HEALTHCHECK of a Dockerfile. */
export function findHealthCommand(options: {
  readonly files: RetrofitFiles;
  readonly manifest: ManifestMap;
  readonly dockerfile: string | undefined;
  readonly runtimeParent: string;
  readonly organisation?: OrganisationDocument;
  readonly name: string;
  readonly now: Date;
}): KnownHealthCommand {
  const { files, manifest, dockerfile, organisation, name, now } = options;
  const { images } = describeRepository({
    subject: { name },
    evidence: { repository: repositoryFromFiles({ files }) },
    organisation,
    now,
  });
  const image =
    images.status === 'present' ? images.value.find(({ path }) => path === dockerfile) : undefined;
  const [runtime = ''] = options.runtimeParent.split('@');
  const ownParent =
    image?.parent !== undefined &&
    `${image.parent.host}/${image.parent.path}` === runtime.slice(0, runtime.lastIndexOf(':'));
  const words = listOf(valueAt(manifest, 'image', 'healthcheck', 'command')).map(String);
  const [first, ...rest] = words;
  if (first === 'CMD' && rest.length > 0) return { command: rest, isOfManifest: true, ownParent };
  if (first === 'CMD-SHELL' && rest.length === 1) {
    return { command: ['/bin/sh', '-c', rest[0]!], isOfManifest: true, ownParent };
  }
  const check = image?.healthcheck;
  const command = check?.state === 'defined' && !check.shellForm ? check.command : undefined;
  return { command, isOfManifest: false, ownParent };
}

/** Without any command, a check would end every container: nothing in the image answers it. */
export function withoutHealthCheck(file: WantedFile): WantedFile {
  if (file.path !== 'infra/service.yaml') return file;
  const lines: string[] = [];
  let indent: number | undefined;
  for (const line of file.text.split('\n')) {
    const depth = line.length - line.trimStart().length;
    if (indent !== undefined && depth > indent) continue;
    indent = line.trim() === 'HealthCheck:' ? depth : undefined;
    const isRemark = line.trim() === '# ECS ignores the HEALTHCHECK of the Dockerfile.';
    if (indent === undefined && !isRemark) lines.push(line);
  }
  return { ...file, text: lines.join('\n') };
}
