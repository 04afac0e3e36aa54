import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { ImageConfigBlob } from '../../contract/registryEvidence';
import { Finding } from '../../contract/verdict';
import { ImageUnit } from '../image/imageUnit';
import { imageUnits } from '../image/imageUnits';
import { findSecretValue, isPlaceholder, isSecretName } from '../repository/secretNames';
import { platformSet } from './platformSet';
import { selectedImages } from './selectedImages';
import { configBlobs, unitOf } from './unitImage';

/** Secrets in images of the registry. @public */
export interface ConfigSecrets {
  /** In the environment, labels and history of the image of a unit; empty when it was not read. */
  of(unit: ImageUnit): readonly Finding[];
  /** The same for images that no single unit can be told to be. */
  readonly others: readonly { readonly name: string; readonly findings: readonly Finding[] }[];
}

/** @public */
export const configSecrets = defineFact<ConfigSecrets>({
  id: 'config-secrets',
  description: 'Secrets in the configuration and history of images in the registry.',
  derive: ({ organisation }, read) => {
    const units = read(imageUnits);
    const selected = read(selectedImages);
    const all = units.status === 'present' ? units.value : [];
    const findIn = (blobs: readonly ImageConfigBlob[]) => {
      const messages = blobs.flatMap(blob => findInBlob(blob, organisation.secretNames));
      return [...new Set(messages)].map(message => ({ message }));
    };
    const repositories = selected.status === 'present' ? selected.value : [];
    const others = repositories
      .flatMap(({ images }) => (images.status === 'present' ? images.value : []))
      .filter(image => unitOf(image, all, repositories) === undefined)
      .flatMap(image => {
        const blobs = (platformSet(image.image) ?? []).flatMap(({ config }) =>
          config?.status === 'present' ? [config.value] : [],
        );
        return blobs.length > 0 ? [{ name: image.name, findings: findIn(blobs) }] : [];
      });
    return present({
      of: (unit: ImageUnit) => findIn(configBlobs(unit, all, selected)),
      others,
    });
  },
});

function findInBlob(
  { env = [], labels = {}, history = [] }: ImageConfigBlob,
  extraWords: readonly string[],
): string[] {
  const variables = env.map(entry => pairOf(entry));
  const named = [
    ...variables.map(pair => ({ ...pair, kind: 'variable' })),
    ...Object.entries(labels).map(([name, value]) => ({ name, value, kind: 'label' })),
    ...history.flatMap(buildArguments).map(pair => ({ ...pair, kind: 'build argument' })),
  ].filter(
    ({ name, value }) =>
      isSecretName(name, extraWords) && !isPlaceholder(value) && !isFingerprint(name, value),
  );
  const literals = [
    ...variables.map(({ value }) => value),
    ...Object.values(labels),
    ...history,
  ].flatMap(text => findSecretValue(text) ?? []);
  return [
    ...named.map(
      ({ name, kind }) =>
        `The image in the registry holds a value of the ${kind} ${name.slice(0, 100)}.`,
    ),
    ...literals.map(what => `The image in the registry holds ${what}.`),
  ];
}

function pairOf(entry: string): { readonly name: string; readonly value: string } {
  const equals = entry.indexOf('=');
  return equals < 0
    ? { name: entry, value: '' }
    : { name: entry.slice(0, equals), value: entry.slice(equals + 1) };
}

/** Parents publish the fingerprint of the key their sources are signed with: `GPG_KEY`, `GPG_KEYS`. */
function isFingerprint(name: string, value: string): boolean {
  return /^GPG_KEYS?$/.test(name) && /^[0-9A-Fa-f\s]+$/.test(value);
}

/** `RUN |2 NPM_TOKEN=abc VERSION=1 /bin/sh -c npm ci`: what a RUN was given. */
function buildArguments(entry: string): { readonly name: string; readonly value: string }[] {
  const start = /^(?:RUN )?\|\d{1,3} /.exec(entry);
  if (!start) return [];
  const [given = ''] = entry.slice(start[0].length).split(/ \/[a-z/]+sh -c /);
  return given
    .split(' ')
    .filter(word => /^[A-Za-z_]\w*=/.test(word))
    .map(pairOf);
}
