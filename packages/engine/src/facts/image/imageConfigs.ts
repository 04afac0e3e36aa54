import { ParentEntry } from '../../data/parentTable';
import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import type { OrganisationDocument } from '../../organisation/organisation';
import { ResolvedDockerfile, Step } from '../dockerfile/resolvedDockerfile';
import { splitWords } from '../dockerfile/splitWords';
import { repositoryTree } from '../repository/repositoryTree';
import { readJson } from '../dockerfile/parseDockerfile';
import { findParent } from '../parent/findParent';
import { baseName } from '../script/shellCommands';
import { resolved, Resolved, unresolved } from '../resolved';
import { ImageConfig, ImageHealthcheck, StartCommand } from './imageConfig';
import { selectedImages } from '../registry/selectedImages';
import { configBlobs, unreadPlatforms } from '../registry/unitImage';
import { applyConfigBlobs } from './applyConfigBlob';
import { imageUnits } from './imageUnits';
import { withOwnEntrypoint } from './ownEntrypoint';

/**
 * The configuration of each image unit whose Dockerfile can be read: those that cannot are in `imageUnits` with the
 * reason.
 *
 * @public
 */
export const imageConfigs = defineFact<readonly ImageConfig[]>({
  id: 'image-configs',
  description:
    'User, start command, health check and shell of each image: of the registry, else of its final chain and its parent.',
  derive: ({ organisation }, read) => {
    const units = read(imageUnits);
    if (units.status !== 'present') {
      return units;
    }
    const selected = read(selectedImages);
    const tree = read(repositoryTree);
    return present(
      units.value.flatMap(unit => {
        const { name, dockerfile } = unit;
        if (dockerfile.status !== 'present') {
          return [];
        }
        const alone = deriveConfig(name, dockerfile.value, organisation);
        const { context } = unit;
        const derived =
          tree.status === 'present'
            ? withOwnEntrypoint(alone, { dockerfile: dockerfile.value, context, tree: tree.value })
            : alone;
        const blobs = configBlobs(unit, units.value, selected);
        if (blobs.length === 0) return [derived];
        return [applyConfigBlobs(derived, blobs, unreadPlatforms(unit, units.value, selected))];
      }),
    );
  },
});

/** What is known of the parent: an entry, nothing at all (`scratch`), or nothing (`unknown`). */
type Parent = {
  readonly entry: ParentEntry | undefined;
  readonly scratch: boolean;
  readonly why: string;
};

/** @public */
export function deriveConfig(
  unit: string,
  file: ResolvedDockerfile,
  organisation: OrganisationDocument,
): ImageConfig {
  const steps = file.finalChain.flatMap(stage => stage.steps);
  const parent = parentOf(file, organisation);
  const last = (keyword: string) => steps.filter(step => step.keyword === keyword).at(-1);
  const user = last('USER');
  const known = parent.scratch ? '0' : parent.entry?.user;
  const inheritedUser = known === undefined ? unresolved<string>(parent.why) : resolved(known);
  return {
    unit,
    user: user ? userOf(user.value) : inheritedUser,
    userLocation: { path: file.path, line: user?.line ?? file.parentLine },
    entrypoint: startOf({
      file,
      step: last('ENTRYPOINT'),
      inherited: parent.entry?.entrypoint,
      parent,
    }),
    cmd: cmdOf(file, parent),
    healthcheck: healthcheckOf(file, last('HEALTHCHECK'), parent),
    shell: parent.scratch ? 'none' : (parent.entry?.shell ?? 'unknown'),
    windows: parent.entry?.windows === true || hasWindowsTag(file),
  };
}

function parentOf(file: ResolvedDockerfile, organisation: OrganisationDocument): Parent {
  const { parent } = file;
  if (parent.kind === 'scratch') {
    return { entry: undefined, scratch: true, why: '' };
  }
  if (parent.kind === 'unresolved') {
    return { entry: undefined, scratch: false, why: `the parent is not known: ${parent.reason}` };
  }
  return {
    entry: findParent(parent.image, organisation),
    scratch: false,
    why: `the parent ${parent.image.text} is not in the parent table`,
  };
}

function hasWindowsTag({ parent }: ResolvedDockerfile): boolean {
  return parent.kind === 'image' && parent.image.tag?.startsWith('windows') === true;
}

/** The part before the colon; the group does not count. */
function userOf(value: Resolved<string> | undefined): Resolved<string> {
  if (!value || !value.resolved) {
    return value ?? resolved('');
  }
  const user = (value.value ?? '').split(':')[0]!.trim();
  return /\s/.test(user)
    ? unresolved(`"${user.slice(0, 100)}" is neither the name nor the id of a user`)
    : resolved(user);
}

function startOf(options: {
  readonly file: ResolvedDockerfile;
  readonly step: Step | undefined;
  readonly inherited: readonly string[] | undefined;
  readonly parent: Parent;
}): Resolved<StartCommand> {
  const { file, step, inherited, parent } = options;
  if (step) {
    return resolved(startCommand(file, step, parent));
  }
  if (parent.scratch) {
    return resolved(undefined);
  }
  if (inherited === undefined) {
    return unresolved(parent.entry ? 'the parent table does not say how it starts' : parent.why);
  }
  return resolved(
    inherited.length === 0
      ? undefined
      : {
          words: inherited,
          form: 'exec',
          inherited: true,
          handsOver: handsOver(inherited, parent),
        },
  );
}

function cmdOf(file: ResolvedDockerfile, parent: Parent): Resolved<StartCommand> {
  // ENTRYPOINT clears a CMD that an earlier stage or the parent has set, not one of the same stage.
  let cmd: Step | undefined;
  let cleared = false;
  for (const stage of file.finalChain) {
    let own = false;
    for (const step of stage.steps) {
      if (step.keyword === 'CMD') {
        cmd = step;
        own = true;
      } else if (step.keyword === 'ENTRYPOINT' && !own) {
        cmd = undefined;
        cleared = true;
      }
    }
  }
  if (!cmd && cleared) {
    return resolved(undefined);
  }
  return startOf({ file, step: cmd, inherited: parent.entry?.cmd, parent });
}

/** Whether the command is the entrypoint script of the parent, which hands over with exec. */
function handsOver(words: readonly string[], { entry }: Parent): boolean {
  const script = entry?.entrypointExecsCmd ? entry.entrypoint?.[0] : undefined;
  const command = words[0];
  if (script === undefined || command === undefined) return false;
  // A bare name is looked up in PATH: /usr/local/bin/docker-entrypoint.sh is that of node, /app/docker-entrypoint.sh not.
  const isElsewhere =
    !script.includes('/') && !/\/s?bin\/[^/]+$/.test(command) && command.includes('/');
  return script.startsWith('/') ? command === script : !isElsewhere && baseName(command) === script;
}

function startCommand(file: ResolvedDockerfile, step: Step, parent: Parent): StartCommand {
  const location = { path: file.path, line: step.line };
  const { json, body } = step.instruction;
  return json
    ? { words: json, form: 'exec', location, inherited: false, handsOver: handsOver(json, parent) }
    : { words: [...step.shell, body], form: 'shell', location, inherited: false };
}

function healthcheckOf(
  file: ResolvedDockerfile,
  step: Step | undefined,
  parent: Parent,
): ImageHealthcheck {
  if (!step) {
    if (parent.scratch || (parent.entry && !parent.entry.healthcheck)) {
      return { state: 'absent' };
    }
    return parent.entry
      ? { state: 'unknown', reason: 'the parent defines a health check whose command is not known' }
      : { state: 'unknown', reason: parent.why };
  }
  const location = { path: file.path, line: step.line };
  const [kind] = splitWords(step.instruction.body, file.escape);
  if (!kind || kind.text.toUpperCase() === 'NONE') {
    return { state: 'none', location };
  }
  const body = step.instruction.body.slice(kind.offset + kind.text.length).trim();
  const json = readJson(body);
  return {
    state: 'defined',
    command: json ?? [body],
    shellForm: json === undefined,
    location,
  };
}
