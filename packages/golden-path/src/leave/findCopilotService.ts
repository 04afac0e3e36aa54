import { InputError } from '../errors/InputError';
import { mapOf } from '../copilot/manifestValue';
import { readCopilotManifest } from '../copilot/readCopilotManifest';
import { RetrofitFiles, textOf } from '../retrofit/retrofitFiles';

/**
 * A service of AWS Copilot with everything that lies beside its manifest.
 *
 * @public
 */
export interface CopilotServiceFiles {
  readonly name: string;
  /** `copilot/orders`. */
  readonly folder: string;
  readonly manifestPath: string;
  readonly manifest: string;
  /** Text of `overrides/cfn.patches.yml`. */
  readonly patches: string | undefined;
  /** Texts of `addons/`, by name. */
  readonly addons: Readonly<Record<string, string>>;
  /** Other files below the folder, which no conversion reads. */
  readonly others: readonly string[];
  /** Names below `environments` of the manifest. */
  readonly environments: readonly string[];
  /** Files of the application that all its services share: environments, pipelines, addons. */
  readonly shared: readonly string[];
  /** All services and jobs of the application. */
  readonly services: readonly string[];
}

const manifestPattern = /^copilot\/([^/]{1,255})\/manifest\.ya?ml$/;
const notServices = ['environments', 'pipelines', 'addons'];

/**
 * Finds a service of Copilot in a repository; without a name the only one.
 *
 * @throws InputError when there is none, when there are several and no name, or when the manifest cannot be read.
 * @public
 */
export function findCopilotService(files: RetrofitFiles, name = ''): CopilotServiceFiles {
  const manifests = new Map<string, string>();
  for (const path of [...files.keys()].sort()) {
    const [, folder] = manifestPattern.exec(path) ?? [];
    if (folder !== undefined && !notServices.includes(folder)) manifests.set(folder, path);
  }
  const services = [...manifests.keys()];
  if (services.length === 0) {
    throw new InputError(
      'The repository has no manifest of AWS Copilot: no file copilot/<service>/manifest.yml. Check the address, the branch and the folder.',
    );
  }
  if (name === '' && services.length > 1) {
    throw new InputError(
      `The application has several services: ${services.slice(0, 20).join(', ')}. Say which one leaves; the others stay as they are.`,
    );
  }
  const wanted = name === '' ? services[0]! : name;
  const manifestPath = manifests.get(wanted);
  if (manifestPath === undefined) {
    throw new InputError(
      `The application has no service '${wanted.slice(0, 100)}'. It has ${services.slice(0, 20).join(', ')}.`,
    );
  }
  const manifest = textOf(files, manifestPath);
  if (manifest === undefined) {
    throw new InputError(`${manifestPath} cannot be read as text.`);
  }
  const folder = `copilot/${wanted}`;
  const below = [...files.keys()].filter(path => path.startsWith(`${folder}/`)).sort();
  const patchesPath = `${folder}/overrides/cfn.patches.yml`;
  const addons = below.filter(path => path.startsWith(`${folder}/addons/`));
  return {
    name: wanted,
    folder,
    manifestPath,
    manifest,
    patches: textOf(files, patchesPath),
    addons: Object.fromEntries(
      addons.map(path => [path.slice(`${folder}/addons/`.length), textOf(files, path) ?? '']),
    ),
    others: below.filter(
      path => path !== manifestPath && path !== patchesPath && !addons.includes(path),
    ),
    environments: Object.keys(mapOf(readCopilotManifest(manifest).value.environments)),
    shared: [...files.keys()]
      .filter(path =>
        /^copilot\/(environments|pipelines|addons)\/|^copilot\/\.workspace$/.test(path),
      )
      .sort(),
    services,
  };
}
