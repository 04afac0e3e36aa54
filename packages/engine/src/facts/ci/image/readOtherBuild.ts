import { readFlags } from '../commands/readFlags';
import { CiCommand, ImageBuild, StepPlace } from '../model/pipeline';
import { BuildFields, placeBuild, settlePairs, settlePlatforms } from './buildFields';
import { readLabels } from './readActionBuild';
import { expandWord, isSecretValue, settle, TextValue } from './textValues';

interface OtherTool {
  readonly tool: ImageBuild['tool'];
  readonly matches: RegExp;
  readonly pushes?: RegExp;
  readonly tags?: readonly string[];
}

/** Tools without Dockerfile (or that find it themselves), by the words of the command. */
const others: readonly OtherTool[] = [
  {
    tool: 'ko',
    matches: /^ko (build|publish|apply|resolve|create)\b/,
    pushes: /^(?!.* (--push=false|--local|-L\b))/,
    tags: ['-t', '--tags'],
  },
  { tool: 'pack', matches: /^pack build\b/, pushes: / --publish\b/ },
  {
    tool: 'jib',
    matches:
      /^\S*(mvnw?|gradlew?)( .*)? (\S*:)?(jib|jib-maven-plugin)(:[\w.-]+)?(:build|:dockerBuild|:buildTar)?\b|^\S*gradlew?( .*)? :?(\S*:)?jib(DockerBuild|BuildTar)?\b/,
    pushes: /jib(-maven-plugin[^ ]*)?:build\b|\bjib( |$)/,
  },
  {
    tool: 'spring-boot',
    matches: /^\S*(mvnw?|gradlew?)( .*)? (\S*spring-boot\S*:build-image|:?(\S*:)?bootBuildImage)\b/,
    pushes: /publish(Image)?\b(?!=false)/,
  },
  { tool: 'nixpacks', matches: /^nixpacks build\b/, tags: ['-t', '--tag', '-n', '--name'] },
  { tool: 'earthly', matches: /^earthly( .*)? [^ ]*\+/, pushes: / --push\b| --ci\b.* --push\b/ },
  { tool: 'bake', matches: /^(docker buildx|depot|buildx) (bake|f)\b/, pushes: / --push\b/ },
  {
    tool: 'copilot',
    matches:
      /^copilot(-linux)?(-(arm64|amd64))?(-v[\d.]{1,20})? ((svc|job) (deploy|package)|deploy|env deploy)\b/,
    pushes: /./,
  },
  {
    tool: 'image-builder',
    matches: /^aws( .*)? imagebuilder start-image-pipeline-execution\b/,
    pushes: /./,
  },
  {
    tool: 'other',
    matches:
      /^(docker compose|docker-compose|podman-compose|podman compose)( .*)? (build\b|up .*--build\b)/,
    pushes: / build .*--push\b/,
  },
  {
    tool: 'other',
    matches:
      /^(skaffold (build|run)|gcloud (beta )?builds submit|az acr build|werf (build|converge)|buildctl( .*)? build|s2i build|tilt ci|dagger call .*(build|publish))\b/,
    pushes: /^(skaffold|gcloud|az|werf)|push=true/,
  },
];

const valued = new Set([
  '-t',
  '--tag',
  '--tags',
  '-n',
  '--name',
  '-f',
  '--file',
  '--builder',
  '--env',
  '-C',
  '--path',
  '--platform',
  '--image-label',
  '--bare',
  '-e',
]);

export function readOtherBuild(
  place: StepPlace,
  command: CiCommand,
  value: TextValue,
): BuildFields | undefined {
  const kaniko = readKaniko(place, command, value);
  if (kaniko) {
    return kaniko;
  }
  const text = [command.name, ...command.words.slice(1)].join(' ').slice(0, 600);
  const found = others.find(({ matches }) => matches.test(text));
  if (!found || found.tool === 'bake' || isForLocalWork(text)) {
    return undefined;
  }
  const flags = readFlags(command.words.slice(1), valued);
  const image = found.tool === 'pack' ? flags.rest.slice(1, 2) : [];
  const labels =
    text.match(/(?:-image-label|jib\.container\.labels=)\s*(\S+)/)?.[1]?.split(',') ?? [];
  const to = /(?:-Djib\.to\.image=|--image=|-Dimage=|-Djib\.to\.tags=|imageName=)(\S+)/.exec(
    text,
  )?.[1];
  const tags = [
    ...(found.tags ? flags.values(...found.tags) : image),
    ...(to === undefined ? [] : [to]),
  ];
  return {
    tool: found.tool,
    path: command.path,
    line: command.line,
    tags: tags.map(tag => expandWord(tag, value)),
    labels: readLabels(
      labels.map(label => expandWord(label, value)),
      undefined,
    ),
    platforms: settlePlatforms(
      flags.values('--platform').map(platform => expandWord(platform, value)),
    ),
    pushTriggers: found.pushes?.test(text) ? place.step.triggers : [],
  };
}

/** `docker compose -f compose.local.yml build`: the image of developers, which nothing pushes, is none of the service. */
function isForLocalWork(text: string): boolean {
  if (!/^\S*(docker|podman)[ -]compose /.test(text) || / --push\b/.test(text)) return false;
  const files = [...text.matchAll(/ (?:-f|--file)[ =](\S{1,300})/g)].map(([, file]) => file!);
  return files.some(file =>
    /(^|[^a-z])(dev|development|local|tests?|devcontainer)([^a-z]|$)/i.test(file),
  );
}

const kanikoValued = new Set(
  '--context -c --dockerfile -f --destination -d --build-arg --target --cache-repo --label --customPlatform --custom-platform --cache-dir --snapshot-mode --verbosity --digest-file --tar-path --tarPath --registry-mirror --registry-certificate'.split(
    ' ',
  ),
);

function readKaniko(
  place: StepPlace,
  command: CiCommand,
  value: TextValue,
): BuildFields | undefined {
  const inContainer =
    command.name === 'docker' &&
    command.words.findIndex(word => /kaniko(-project)?\/executor/.test(word));
  const start = inContainer !== false && inContainer > 0 ? inContainer : 0;
  if (start === 0 && !/(^|\/)kaniko(\/|$)/.test(command.words[0]!) && command.name !== 'executor') {
    return undefined;
  }
  const flags = readFlags(command.words.slice(start + 1), kanikoValued);
  const all = (...names: readonly string[]) =>
    flags.values(...names).map(text => expandWord(text, value));
  const pairs = settlePairs(
    all('--build-arg').map(text => {
      const equals = text.indexOf('=');
      const name = equals < 0 ? text : text.slice(0, equals);
      const raw = equals < 0 ? expandWord(`\$${name}`, value) : text.slice(equals + 1);
      return [name, raw, isSecretValue(raw, place)] as const;
    }),
    command.line,
  );
  const context = all('--context', '-c')[0]
    ?.replace(/^dir:\/\//, '')
    .replace(/^(\/workspace|\$\{?(CI_PROJECT_DIR|GITHUB_WORKSPACE|WORKSPACE)\}?)\/?/, './');
  const file = all('--dockerfile', '-f')[0]?.replace(
    /^(\/workspace|\$\{?(CI_PROJECT_DIR|GITHUB_WORKSPACE|WORKSPACE)\}?)\/?/,
    '/',
  );
  const pushes = !flags.has('--no-push', '--noPush');
  return {
    tool: 'kaniko',
    path: command.path,
    line: command.line,
    ...placeBuild({
      context: context ?? './',
      file,
      base: command.folder,
      fileBase: file?.startsWith('/') ? 'base' : 'context',
    }),
    target: settle(all('--target')[0]),
    buildArgs: pairs.values,
    secretArgs: pairs.secrets,
    tags: all('--destination', '-d'),
    labels: readLabels(all('--label'), undefined),
    platforms: settlePlatforms(all('--customPlatform', '--custom-platform')),
    archive: all('--tar-path', '--tarPath')[0],
    pushTriggers: pushes ? place.step.triggers : [],
    cacheFrom: flags.has('--cache') ? [all('--cache-repo')[0] ?? '--cache=true'] : [],
    cacheTo: flags.has('--cache') ? [all('--cache-repo')[0] ?? '--cache=true'] : [],
  };
}
