import { ConvertedService } from '../copilot/convert/convertedService';
import { CopilotProblem } from '../copilot/copilotProblem';
import { CopilotManifestType } from '../copilot/manifestType';
import { InputError } from '../errors/InputError';
import { RetrofitFiles } from '../retrofit/retrofitFiles';
import { CopilotServiceFiles, findCopilotService } from './findCopilotService';
import { mapManifest, MovedField } from './mapManifest';
import { setAside } from './setAside';

/**
 * A service of AWS Copilot as any target can be rendered from it.
 *
 * @public
 */
export interface ReadCopilotService {
  readonly name: string;
  readonly type: CopilotManifestType;
  readonly found: CopilotServiceFiles;
  /** The environment whose values were taken; undefined for those that all share. */
  readonly environment: string | undefined;
  /** What the manifest decides of a service description; no value of a secret is in it. */
  readonly service: ConvertedService;
  /** Every field of the manifest and every file beside it, each with its new place or a reason. */
  readonly fields: readonly MovedField[];
  /** What Copilot itself would object to. */
  readonly problems: readonly CopilotProblem[];
}

/**
 * Reads a service of AWS Copilot in a repository and says what becomes of each field. Pure.
 *
 * @throws InputError when there is no such service, or no target runs its kind.
 * @public
 */
export function readCopilotService(options: {
  /** Every file of the repository. */
  readonly files: RetrofitFiles;
  /** Folder below `copilot`; the only service when not set. */
  readonly name?: string;
  /** Of Copilot; the one called production when not set. */
  readonly environment?: string;
}): ReadCopilotService {
  const found = findCopilotService(options.files, options.name);
  const { converted, environment, fields } = mapManifest(found, options.environment);
  const { type, problems } = converted;
  if (converted.service.workload === undefined) {
    throw new InputError(
      `A ${type} cannot be moved: ${converted.unmapped[0]?.reason ?? 'no target runs it.'}`,
    );
  }
  const name = converted.name || found.name;
  const moved = setAside({ name, service: converted.service, fields });
  return {
    name,
    type,
    found,
    environment,
    service: moved.service,
    fields: [...moved.fields, ...besideManifest(found)],
    problems,
  };
}

/** What lies beside the manifest and no conversion reads. */
function besideManifest(found: CopilotServiceFiles): MovedField[] {
  const others = found.services.length - 1;
  return [
    ...found.others.map(path => ({
      path,
      value: '',
      reason: path.includes('/overrides/')
        ? 'The override changes the template of Copilot by a program; make the change in the files of the new target.'
        : 'Copilot alone reads it. Look whether something in it is still needed.',
    })),
    ...found.shared.map(path => ({
      path,
      value: '',
      reason: `It belongs to the application${others > 0 ? `, which has ${others} other services` : ''}. The environments of the platform take its place; network and domains are chosen there.`,
    })),
  ];
}
