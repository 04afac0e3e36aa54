import { KubernetesObject } from '../deployment/kubernetesObject';
import { joinPath, folderOf } from '../repository/paths';
import { readYaml } from '../repository/readYaml';
import { RepositoryTree } from '../repository/repositoryTree';
import { isPlaceholder, isSecretName } from '../repository/secretNames';
import { isEncrypted, isSecretReference, SecretExposure } from './secretExposure';

type Data = Readonly<Record<string, unknown>>;

const documentsLimit = 200;

/** Secrets among the objects of the production render. @public */
export function findObjectSecrets(objects: readonly KubernetesObject[]): SecretExposure[] {
  return objects.flatMap(object => {
    if (isSealed(object.kind, object.apiVersion)) {
      const message = `SealedSecret/${object.name} keeps the secret in the repository, encrypted.`;
      return [{ verdict: 'warn' as const, message, path: object.path, line: object.line }];
    }
    if (object.kind !== 'Secret' || object.apiVersion !== 'v1') return findPodSecrets(object);
    return judgeSecret(object.data, object.name, text => object.unknown(text) !== undefined).map(
      found => ({ ...found, path: object.path, line: object.line }),
    );
  });
}

/** Literals of every container, also of those that are not the entity's own: a database beside it. */
function findPodSecrets(object: KubernetesObject): SecretExposure[] {
  const found: SecretExposure[] = [];
  const walk = (value: unknown, way: readonly (string | number)[]): void => {
    if (way.length > 16 || found.length >= 20) return;
    if (Array.isArray(value)) {
      value.slice(0, 500).forEach((item, index) => walk(item, [...way, index]));
    } else if (isRecord(value)) {
      const { name, value: text } = value;
      const isEntry = way.at(-2) === 'env' && typeof name === 'string' && typeof text === 'string';
      if (isEntry && isSecretName(name) && isLiteral(text) && object.unknown(text) === undefined) {
        const message = `${name} of ${object.kind}/${object.name} is a secret, written in the descriptor.`;
        found.push({ verdict: 'fail', message, ...object.locate(...way) });
      }
      for (const [key, item] of Object.entries(value)) walk(item, [...way, key]);
    }
  };
  if (/^(Pod|Deployment|StatefulSet|DaemonSet|Job|CronJob|ReplicaSet|Rollout)$/.test(object.kind)) {
    walk(object.data, []);
  }
  return found;
}

/** No placeholder, no reference, and made of no other variable. */
function isLiteral(text: string): boolean {
  return !isHarmless(text) && !isEncrypted(text) && !/\$[({]/.test(text);
}

function isSealed(kind: string, apiVersion: string): boolean {
  return kind === 'SealedSecret' || /^isindir\.github\.com\//.test(apiVersion);
}

/** Secrets in plain manifests and generators of Kustomize, of every environment. @public */
export function findFileSecrets(tree: RepositoryTree, paths: readonly string[]): SecretExposure[] {
  return paths.flatMap(path => {
    const content = tree.read(path);
    const text = content.status === 'present' ? content.value : '';
    const generates = /^secretGenerator\s*:/m.test(text);
    const holds = /^[ \t]*["']?kind["']?\s*:\s*["']?(Sealed)?Secret\b/m.test(text);
    if ((!generates && !holds) || /\{\{/.test(text)) return [];
    const found: SecretExposure[] = [];
    let line = 1;
    for (const part of text.split(/^---.*$/m).slice(0, documentsLimit)) {
      const data = /Secret|secretGenerator/.test(part) ? readYaml(part)?.data : undefined;
      const start = line + (/^\s*/.exec(part)?.[0].split('\n').length ?? 1) - 1;
      for (const one of objectsOf(data)) {
        found.push(
          ...judgeObject(one, { tree, path }).map(item => ({ line: start, path, ...item })),
        );
      }
      line += part.split('\n').length - 1;
    }
    return found;
  });
}

function objectsOf(data: unknown): Data[] {
  if (!isRecord(data)) return [];
  const { items } = data;
  return Array.isArray(items) ? items.filter(isRecord) : [data];
}

function judgeObject(
  object: Data,
  { tree, path }: { readonly tree: RepositoryTree; readonly path: string },
): SecretExposure[] {
  const name = isRecord(object.metadata) ? String(object.metadata.name ?? '?') : '?';
  if (isSealed(String(object.kind), String(object.apiVersion))) {
    return [
      {
        verdict: 'warn',
        message: `SealedSecret/${name} keeps the secret in the repository, encrypted.`,
      },
    ];
  }
  if (object.kind === 'Secret')
    return judgeSecret(object, name, text => /\$\{(?:(?!\$\{)[^}])*\}/.test(text));
  const generators = Array.isArray(object.secretGenerator) ? object.secretGenerator : [];
  return generators.filter(isRecord).flatMap(generator => judgeGenerator(generator, tree, path));
}

function judgeGenerator(generator: Data, tree: RepositoryTree, path: string): SecretExposure[] {
  const name = String(generator.name ?? '?');
  const texts = (list: unknown): string[] =>
    Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : [];
  const literal = texts(generator.literals).find(
    pair => !isHarmless(pair.slice(pair.indexOf('=') + 1)),
  );
  if (literal !== undefined) {
    const key = literal.split('=')[0] ?? '';
    return [
      { verdict: 'fail', message: `The generator of Secret/${name} holds ${key} as plain text.` },
    ];
  }
  const files = [
    ...texts(generator.envs),
    ...texts(generator.env === undefined ? [] : [generator.env]),
    ...texts(generator.files).map(file => file.slice(file.indexOf('=') + 1)),
  ];
  const tracked = files
    .map(file => joinPath(folderOf(path), file))
    .find(file => file !== undefined && tree.has(file));
  if (tracked === undefined) return [];
  const content = tree.read(tracked);
  const text = content.status === 'present' ? content.value : undefined;
  if (text !== undefined && /ENC\[AES256_GCM,/.test(text)) {
    return [{ verdict: 'warn', message: `${tracked} is encrypted in the repository.` }];
  }
  const values = text?.split('\n').map(row => row.slice(row.indexOf('=') + 1));
  return values?.every(isHarmless) === true
    ? []
    : [
        {
          verdict: 'fail',
          message: `Secret/${name} is made of ${tracked}, which is in the repository.`,
        },
      ];
}

function judgeSecret(
  object: Data,
  name: string,
  isOpen: (text: string) => boolean,
): SecretExposure[] {
  let open: string | undefined;
  for (const [field, decode] of [
    ['stringData', (text: string) => text],
    ['data', decodeBase64],
  ] as const) {
    const values = object[field];
    if (!isRecord(values)) {
      if (typeof values === 'string' && isOpen(values)) open = field;
      continue;
    }
    for (const [key, value] of Object.entries(values).slice(0, 500)) {
      const raw = typeof value === 'string' ? value : String(value ?? '');
      if (isEncrypted(raw)) {
        return [{ verdict: 'warn', message: `Secret/${name} is encrypted in the repository.` }];
      }
      if (isOpen(raw)) open = key;
      else if (!isHarmless(raw) && !isHarmless(decode(raw))) {
        return [{ verdict: 'fail', message: `Secret/${name} holds ${key} unencrypted.` }];
      }
    }
  }
  return open === undefined
    ? []
    : [
        {
          verdict: 'unknown',
          message: `${open} of Secret/${name} is filled in later, with what is not known.`,
        },
      ];
}

function isHarmless(text: string): boolean {
  return isPlaceholder(text) || isSecretReference(text);
}

function decodeBase64(text: string): string {
  try {
    return atob(text.slice(0, 10_000).replace(/\s/g, ''));
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
