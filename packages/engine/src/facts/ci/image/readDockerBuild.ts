import { readFlags } from '../commands/readFlags';
import { triggersWhereTrue } from '../github/narrowTriggers';
import { CiCommand, ImageBuild, StepPlace } from '../model/pipeline';
import { BuildFields, placeBuild, settlePairs, settlePlatforms } from './buildFields';
import { readLabels } from './readActionBuild';
import { expandWord, isSecretValue, settle, TextValue } from './textValues';

const valued = new Set(
  (
    '-f --file -t --tag --target --build-arg --label --platform --secret --ssh --cache-from --cache-to --output -o ' +
    '--progress --network --add-host --build-context --builder --iidfile --metadata-file --provenance --sbom --attest ' +
    '--shm-size --ulimit --memory -m --cpuset-cpus --isolation --format --layers-max --annotation --allow --cgroup-parent --arch --os ' +
    '--env -e --env-file --volume -v --jobs --manifest --variant --retry --cert-dir --creds --authfile --project --token --save-tag'
  ).split(' '),
);

/** `${{ github.event_name == 'push' && '--push' || '--load' }}`: an expression decides about the flag. */
const chosenPush = /^\$\{\{(?=[^}]*\}\}$)((?:[^}]*?[^}&])?)&&\s*'--push'\s*(?:\|\|[^}]*)?\}\}$/;

const variable = /^\$(?:(\w+)|\{(\w+)\})$/;

/** `docker buildx build $FLAGS .` with `FLAGS=--push`. */
function expandFlags(words: readonly string[], { variables }: CiCommand): string[] {
  return words.flatMap(word => {
    const [, plain, braced] = variable.exec(word) ?? [];
    const value = variables.get(plain ?? braced ?? '');
    return value?.startsWith('-') ? value.split(/\s+/).slice(0, 50) : [word];
  });
}

const askedInShell =
  /\b(GITHUB_EVENT_NAME|GITHUB_REF(_NAME)?|CI_PIPELINE_SOURCE|CI_COMMIT_BRANCH|BRANCH_NAME)\b|github\.(event_name|ref)/;

/** A flag of a variable that a test of the event or branch has set is not set for requests. */
function triggersOfPush({ step }: StepPlace, { words }: CiCommand) {
  const asked = !words.includes('--push') && askedInShell.test((step.run ?? '').slice(0, 20_000));
  return asked ? step.triggers.filter(({ kind }) => kind !== 'pull-request') : step.triggers;
}

function readChosenPush(place: StepPlace, { words }: CiCommand, value: TextValue) {
  const chosen = words.find(word => chosenPush.test(word));
  if (chosen === undefined) return [];
  return triggersWhereTrue(place.step.triggers, chosen.replace(chosenPush, '${{ $1 }}'), value);
}

/** `docker build`, `docker buildx build`, `podman build`, `buildah bud`, `depot build`, `img build`. */
export function readDockerBuild(
  place: StepPlace,
  command: CiCommand,
  value: TextValue,
): BuildFields | undefined {
  const found = findTool(command);
  if (!found) {
    return undefined;
  }
  const words = expandFlags(command.words.slice(found.start), command);
  const flags = readFlags(words, valued);
  const read = (text: string) => expandWord(text, value);
  const all = (...names: readonly string[]) => flags.values(...names).map(read);
  const one = (...names: readonly string[]) => all(...names)[0];
  const pairs = settlePairs(
    flags.values('--build-arg').map(text => {
      const equals = text.indexOf('=');
      const raw = read(equals < 0 ? `\$${text}` : text.slice(equals + 1));
      return [
        read(equals < 0 ? text : text.slice(0, equals)),
        raw,
        isSecretValue(raw, place),
      ] as const;
    }),
    command.line,
  );
  const pushes =
    flags.has('--push') || all('--output', '-o').some(text => /push=true|type=registry/.test(text));
  const attest = all('--attest');
  return {
    tool: found.tool,
    path: command.path,
    line: command.line,
    ...placeBuild({
      context: read(flags.rest.find(word => !variable.test(word)) ?? flags.rest[0] ?? '.'),
      file: one('-f', '--file'),
      base: command.folder,
    }),
    target: settle(one('--target')),
    buildArgs: pairs.values,
    secretArgs: pairs.secrets,
    tags: all('-t', '--tag'),
    labels: readLabels(all('--label'), undefined),
    platforms: settlePlatforms(all('--platform')),
    pushTriggers: pushes ? triggersOfPush(place, command) : readChosenPush(place, command, value),
    archive: all('--output', '-o').flatMap(archiveOf)[0],
    cacheFrom: all('--cache-from'),
    cacheTo: all('--cache-to'),
    noCache: flags.has('--no-cache'),
    pull: flags.values('--pull').some(text => text !== 'false' && text !== 'never'),
    provenance: one('--provenance') ?? attestation(attest, 'provenance'),
    sbom: one('--sbom') ?? attestation(attest, 'sbom'),
  };
}

/** `type=oci,dest=image.tar`. */
function archiveOf(output: string): string[] {
  const dest = /(?:^|,)dest=([^,]{1,300})/.exec(output)?.[1];
  return dest !== undefined && /type=(oci|docker|tar)\b/.test(output) ? [dest] : [];
}

function attestation(texts: readonly string[], type: string): string | undefined {
  const found = texts.find(text => text.includes(`type=${type}`));
  return found === undefined
    ? undefined
    : found.replace(`type=${type}`, '').replace(/^,/, '') || 'true';
}

/** The build's arguments begin behind the verb. */
function findTool({
  name,
  words,
}: CiCommand): { tool: ImageBuild['tool']; start: number } | undefined {
  const family = {
    docker: 'docker',
    nerdctl: 'docker',
    podman: 'podman',
    buildah: 'buildah',
    depot: 'depot',
    img: 'img',
  } as const;
  const tool = family[name as keyof typeof family];
  if (!tool) {
    return undefined;
  }
  const verbs = words.slice(1, 6).filter(word => !word.startsWith('-'));
  const [first, second] = verbs;
  const nested =
    (first === 'buildx' || first === 'image' || first === 'builder') &&
    (second === 'build' || second === 'b');
  if (first !== 'build' && !nested && !(name === 'buildah' && first === 'bud')) {
    return undefined;
  }
  const verb = nested ? second! : first;
  return { tool: first === 'buildx' ? 'buildx' : tool, start: words.indexOf(verb, 1) + 1 };
}
