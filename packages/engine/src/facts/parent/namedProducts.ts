import { lookupTable } from '../../data/lookupTable';
import { endOfLife, imageProducts, isRedHat, releaseNames } from '../../data/endOfLife';
import { ImageReference } from '../dockerfile/imageReference';
import { matchesPattern } from '../matchesPattern';
import { normaliseRepository } from './normaliseRepository';

/** A product that the name or tag of an image names. */
export interface NamedProduct {
  readonly product: string;
  /** As written; `undefined` when the tag names none. */
  readonly version: string | undefined;
}

/** Words of a tag that name a product, with the version behind them: `alpine3.22`, `jdk21`, `ubi9`. */
const tagWords: readonly (readonly [RegExp, string])[] = [
  [/^alpine(\d+\.\d+)/, 'alpine'],
  [/^debian(\d+)/, 'debian'],
  [/^ubuntu(\d+\.\d+)/, 'ubuntu'],
  [/^ubi(\d+)/, 'rhel'],
  [/^(?:al|amazonlinux)(\d+)/, 'amazon linux'],
  [/^(?:cbl-)?mariner(\d+\.\d+)/, 'cbl-mariner'],
  [/^(?:ltsc\d{4}|1809)/, 'windows server'],
];
/** Libraries for accelerators on an operating system that their tag names: `12.4.1-runtime-ubuntu22.04`. */
const accelerated = /(^|\/)nvidia\/(cuda|cudagl|opencl)$/;
/** Words whose version is the next word: `alpine-3.22`, `eclipse-temurin-21`. */
const nextWords = lookupTable<string>({
  alpine: 'alpine',
  temurin: 'temurin',
  amazoncorretto: 'corretto',
  corretto: 'corretto',
});

/**
 * The products an image names, that of its repository first. `undefined` when its repository is about none that the
 * data set knows. What a tag only implies (`-slim` is Debian) is not named.
 */
export function namedProducts(image: ImageReference): readonly NamedProduct[] | undefined {
  const repository = normaliseRepository(image);
  const last = repository.slice(repository.lastIndexOf('/') + 1);
  const tag = image.tag?.toLowerCase() ?? '';
  const main = isRedHat(repository)
    ? redHatProducts(repository, tag)
    : (publicProduct(repository, last, tag) ?? (accelerated.test(repository) ? [] : undefined));
  if (!main) return undefined;
  const found = [...main];
  const add = (product: string, version: string | undefined) => {
    if (!found.some(other => other.product === product)) found.push({ product, version });
  };
  const fromName = /-debian(\d+)$/.exec(last)?.[1];
  if (fromName) add('debian', fromName);
  const words = tag.split('-');
  words.forEach((word, index) => {
    const release = releaseNames[word];
    if (release) add(...release);
    for (const [pattern, product] of tagWords) {
      const match = pattern.exec(word);
      if (match) add(product, match[1] ?? match[0]);
    }
    const next = nextWords[word];
    const following = words[index + 1] ?? '';
    if (next && /^\d/.test(following)) add(next, following);
    // The Java of Tomcat and Gradle images: `jdk21-temurin`, `jdk21`.
    const java = /^(?:jdk|jre)(\d+)$/.exec(word)?.[1];
    if (java) add(words.includes('corretto') ? 'corretto' : 'temurin', java);
  });
  return found.length > 0 ? found : undefined;
}

function publicProduct(repository: string, last: string, tag: string): NamedProduct[] | undefined {
  const known = imageProducts.find(({ repository: name }) => matchesPattern(name, repository));
  if (!known) return undefined;
  const { product } = known;
  if (known.version) {
    const version = known.version.exec(last)?.[1];
    return [
      { product, version: version ?? (product === 'almalinux' ? versionIn(tag) : undefined) },
    ];
  }
  const first = tag.split('-')[0]!;
  const release = releaseNames[first];
  if (release?.[0] === product) return [{ product, version: release[1] }];
  if (product === 'debian' || product === 'ubuntu') {
    const named = tag
      .split('-')
      .map(word => releaseNames[word])
      .find(Boolean);
    if (named) return [{ product: named[0], version: named[1] }];
  }
  const stream = /^stream(\d+)/.exec(first)?.[1];
  if (product === 'centos' && stream) return [{ product: 'centos stream', version: stream }];
  if (product === 'amazon linux') {
    const cycle = /^(?:al)?(\d[\d.]*)/.exec(first)?.[1];
    return [{ product, version: cycle }];
  }
  if (product === 'windows server') {
    return [
      {
        product,
        version: tag.split('-').find(word => Object.hasOwn(endOfLife[product] ?? {}, word)),
      },
    ];
  }
  return [{ product, version: versionIn(tag) }];
}

/** The version a tag starts with, after a word: `v2.9.1`, `jre-21`, `8u392-b08`. */
function versionIn(tag: string): string | undefined {
  return /^(?:[a-z]+-)?v?(\d+(?:\.\d+)*)/.exec(tag)?.[1];
}

/** `ubi9/nodejs-22`, `ubi8-minimal:8.10`, `rhel7`. */
function redHatProducts(repository: string, tag: string): NamedProduct[] | undefined {
  const [, release] = /\/(?:ubi|rhel)(\d+)(?=[/-]|$)/.exec(repository) ?? [];
  if (release === undefined) return undefined;
  const [, name = '', version] =
    /\/([a-z-]+?)-(\d+(?!\d)(?:\.\d+(?!\d))?)[^/]*$/.exec(repository) ?? [];
  const found: NamedProduct[] = [{ product: 'rhel', version: release }];
  const digits = version?.replace(/^3(\d+)$/, '3.$1').replace(/^2(7)$/, '2.$1');
  if (/^nodejs/.test(name)) found.unshift({ product: 'node', version });
  else if (/^python/.test(name)) found.unshift({ product: 'python', version: digits });
  else if (/^openjdk/.test(name)) found.unshift({ product: 'red hat openjdk', version });
  else if (/^dotnet/.test(name)) {
    found.unshift({ product: 'dotnet', version: version?.replace(/^(\d)0$/, '$1.0') });
  } else if (/^php/.test(name)) {
    found.unshift({ product: 'php', version: version?.replace(/^(\d)(\d)$/, '$1.$2') });
  } else if (/^ruby/.test(name)) {
    found.unshift({ product: 'ruby', version: version?.replace(/^(\d)(\d)$/, '$1.$2') });
  } else if (/^nginx/.test(name)) {
    found.unshift({ product: 'nginx', version: version?.replace(/^1(\d\d)$/, '1.$1') });
  } else if (/^go-toolset$/.test(repository.slice(repository.lastIndexOf('/') + 1))) {
    found.unshift({ product: 'go', version: versionIn(tag) });
  }
  return found;
}
