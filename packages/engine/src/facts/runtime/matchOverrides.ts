import { OwnContainer } from '../deployment/ownContainer';
import { environmentOf } from '../deployment/deploymentPaths';
import { ImageOverride } from './imageOverrides';

/**
 * The overrides of pipelines that reach one container in production.
 *
 * @public
 */
export function matchOverrides(
  container: OwnContainer,
  all: readonly OwnContainer[],
  overrides: readonly ImageOverride[],
): readonly ImageOverride[] {
  const reaching = overrides.filter(override => reaches(override, container, all));
  const environment = ({ environment: name, words }: ImageOverride) =>
    environmentOf([name ?? '', ...words].join(' ').replace(/[{}$]/g, ' '));
  const production = reaching.filter(one => environment(one) === 'production');
  if (production.length > 0) return production;
  const open = reaching.filter(one => environment(one) === undefined);
  return open.length > 0 ? open : reaching;
}

function reaches(
  override: ImageOverride,
  container: OwnContainer,
  all: readonly OwnContainer[],
): boolean {
  const { platform, words } = override;
  if (platform !== 'any' && platform !== container.platform) return false;
  const subject = override.subject ?? '';
  if (words[0] === undefined) return subject === '' || namesContainer(subject, container);
  switch (words[0].slice(words[0].lastIndexOf('/') + 1)) {
    case 'kubectl':
    case 'kustomize':
      return subject === '*' || namesContainer(subject, container);
    case 'sed':
    case 'yq':
      return words.slice(1).some(word => isFileOf(word, container));
    case 'envsubst':
      return !container.image.resolved && holds(container.image.reason, subject);
    case 'docker':
    case 'docker-compose':
      return (
        (!container.image.resolved && container.image.reason.includes(subject)) ||
        override.files?.includes(container.path) === true
      );
    case 'helm':
    case 'argocd':
      return isChartOf(words, container) && !isForAnother(subject, container, all);
    default:
      return !isForAnother(subject, container, all);
  }
}

/** `${NAME}` or `$NAME` in a text. */
function holds(text: string, name: string): boolean {
  return new RegExp(`\\$(\\{${name}[^\\w]|${name}(?!\\w))`).test(text);
}

/** `app`, `orders` or `registry/orders` name the container by its name or the last part of its image. */
function namesContainer(subject: string, container: OwnContainer): boolean {
  const last = (text: string): string => text.slice(text.lastIndexOf('/') + 1);
  const written = container.image.resolved ? (container.image.value ?? '') : '';
  const image = last(written.replace(/@.*/s, '')).replace(/:.*/s, '');
  return (
    /[${]/.test(subject) ||
    [container.name, image].includes(last(subject).replace(/:.*/s, '')) ||
    (image === '' && subject !== '')
  );
}

function isFileOf(word: string, container: OwnContainer): boolean {
  const path = word.replace(/^\.\//, '');
  return (
    path !== '' &&
    (container.path === path || container.path.endsWith(`/${path}`) || isValuesFile(path))
  );
}

function isValuesFile(path: string): boolean {
  return /values[^/]*\.ya?ml$/i.test(path);
}

/** Whether the chart of a command may be the one a container comes from. */
function isChartOf(words: readonly string[], { path }: OwnContainer): boolean {
  const folder = /^(.*?)\/?templates\//.exec(path)?.[1];
  if (folder === undefined) return false;
  const local = words
    .slice(1)
    .filter(word => /^\.{0,2}\/|\/$|^(charts?|helm|deploy|k8s)(\/|$)/i.test(word))
    .map(word => word.replace(/^(\.{1,2}\/)+/, '').replace(/(?<!\/)\/+$/, ''))
    .filter(word => !/[=${]|\.(ya?ml|tgz)$/.test(word));
  return (
    local.length === 0 ||
    local.some(
      word =>
        word === '' ||
        word === '.' ||
        folder === word ||
        folder.endsWith(`/${word}`) ||
        word.endsWith(`/${folder}`),
    )
  );
}

/** `api.image.tag` is for the container that `api` names, where one is named so. */
function isForAnother(
  subject: string,
  container: OwnContainer,
  all: readonly OwnContainer[],
): boolean {
  const owner = /^(?!image|global|app\b)([A-Za-z][\w-]*?)(?:\.|[_-]?(?=image|Image|tag|Tag))/.exec(
    subject,
  )?.[1];
  if (owner === undefined || all.length < 2) return false;
  const isNamed = ({ unit, image }: OwnContainer): boolean =>
    `${unit} ${image.resolved ? image.value : ''}`.toLowerCase().includes(owner.toLowerCase());
  return all.some(isNamed) && !isNamed(container);
}
