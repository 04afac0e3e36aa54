import { CiCommand } from '../ci/model/pipeline';

/** Actions that build images with BuildKit. */
export const buildActions = /^(docker|depot)\/(build-push-action|bake-action)$/;

/** Commands that build images with BuildKit. */
export function buildsImage({ name, words }: CiCommand): boolean {
  const rest = words.slice(1);
  if (name === 'buildctl') return rest.includes('build');
  if (name === 'depot') return rest[0] === 'build' || rest[0] === 'bake';
  if (name !== 'docker') return name === 'docker-buildx';
  return (
    rest[0] === 'build' || (rest[0] === 'buildx' && (rest[1] === 'build' || rest[1] === 'bake'))
  );
}

/** Whether an input or option switches something on; an expression is only known when the pipeline runs. */
export function isOn(value: string | undefined): boolean {
  const text = value?.trim().toLowerCase() ?? '';
  return (
    text !== '' &&
    text !== '0' &&
    text !== 'false' &&
    !text.includes('disabled=true') &&
    !/[$]/.test(text)
  );
}

/** Whether it switches something off. */
export function isOff(value: string | undefined): boolean {
  const text = value?.trim().toLowerCase() ?? '';
  return text === 'false' || text === '0' || text.includes('disabled=true');
}
