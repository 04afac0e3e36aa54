import { readFlags } from '../commands/readFlags';
import { CiCommand, ImagePush, StepPlace } from '../model/pipeline';
import { expandWord, TextValue } from './textValues';

const valued = new Set(
  '-t --tag -f --file --platform --src-creds --dest-creds --authfile --format --creds --format -u --username -p --password --annotation'.split(
    ' ',
  ),
);
type PushFields = Pick<ImagePush, 'tags' | 'source' | 'archive' | 'triggers'>;

const engines = /^(docker|podman|buildah|nerdctl|img)$/;

/** Commands that put an image into a registry without building it. */
export function readPush(
  place: StepPlace,
  command: CiCommand,
  value: TextValue,
): PushFields | undefined {
  const { name, words } = command;
  const flags = readFlags(words.slice(1), valued);
  const [verb, second, third] = flags.rest.map(word => expandWord(word, value));
  const push = (tags: readonly (string | undefined)[], source?: string, archive?: string) => ({
    tags: tags.flatMap(tag => (tag === undefined ? [] : [tag])),
    source,
    archive,
    triggers: place.step.triggers,
  });
  if (engines.test(name)) {
    if (verb === 'push') {
      // `buildah push image docker://registry/image`.
      return push([third ?? second]);
    }
    if ((verb === 'image' || verb === 'manifest') && second === 'push') {
      return push(flags.rest.slice(2, 3).map(word => expandWord(word, value)));
    }
    if (verb === 'buildx' && second === 'imagetools' && third === 'create') {
      const source = flags.rest[3];
      const tags = flags.values('-t', '--tag').map(word => expandWord(word, value));
      return push(tags, source === undefined ? undefined : expandWord(source, value));
    }
    return verb === 'compose' && flags.rest.includes('push') ? push([]) : undefined;
  }
  if (name === 'docker-compose' && flags.rest.includes('push')) {
    return push([]);
  }
  return readCopy({ name, verb, second, third }, push);
}

function readCopy(
  words: Readonly<Record<'name', string>> &
    Readonly<Record<'verb' | 'second' | 'third', string | undefined>>,
  push: (tags: readonly (string | undefined)[], source?: string, archive?: string) => PushFields,
) {
  const { name, verb, second, third } = words;
  const plain = (text: string | undefined) => text?.replace(/^docker:\/\//, '');
  const copies = verb === 'copy' || verb === 'cp';
  if (name === 'crane' || name === 'gcrane') {
    if (verb === 'push') return push([third], undefined, second);
    if (verb === 'tag') return push([third], second);
    return copies ? push([third], second) : undefined;
  }
  if (name === 'skopeo' && copies) {
    // From a file it is a push, from a registry a copy.
    const archive = /^(?:oci|docker|oci-archive|docker-archive):(?!\/\/)([^:]{1,300})/.exec(
      second ?? '',
    );
    const source = second?.startsWith('docker://') ? plain(second) : undefined;
    return push([plain(third)], source, archive?.[1]);
  }
  if (name === 'oras') {
    return copies ? push([third], second) : undefined;
  }
  if (name === 'regctl' && verb === 'image' && third !== undefined && second === 'copy') {
    return push([], third);
  }
  return name === 'aws' && verb === 'ecr' && second === 'put-image'
    ? push([], 'put-image')
    : undefined;
}
