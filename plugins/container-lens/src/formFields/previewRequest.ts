import { GoldenPathPreviewRequest } from '@container-lens/backstage-plugin-container-lens-common';
import { explainSecretName } from './explainSecretName';

const workloads = ['service', 'worker', 'job'] as const;

/** The answers of the form that the preview needs; undefined while there is no name. What does not fit is left out. */
export function previewRequest(
  answers: Readonly<Record<string, unknown>>,
  language: string,
): GoldenPathPreviewRequest | undefined {
  const text = (key: string, longest: number) => {
    const value = answers[key];
    return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined;
  };
  const name = text('name', 100);
  if (!name) {
    return undefined;
  }
  const workload = workloads.find(known => known === answers.workload);
  return {
    language,
    name,
    target: text('target', 40),
    ...readPipeline(answers.pipeline),
    workload,
    // A schedule stays among the answers when somebody chooses another workload again.
    schedule: workload === 'job' ? text('schedule', 200) : undefined,
    description: text('description', 500),
    owner: text('owner', 300),
    system: text('system', 300),
    size: readSize(answers.size),
    secrets: readSecrets(answers.secrets),
    parent: text('parents', 100),
    labels: readLabels(answers.labels),
  };
}

function readPipeline(
  pipeline: unknown,
): Pick<GoldenPathPreviewRequest, 'ci' | 'updateBot'> | undefined {
  if (typeof pipeline !== 'object' || pipeline === null) {
    return undefined;
  }
  const { ci, updateBot } = pipeline as Record<string, unknown>;
  const name = (value: unknown) =>
    typeof value === 'string' && value !== '' ? value.slice(0, 40) : undefined;
  return { ci: name(ci), updateBot: name(updateBot) };
}

/** Only what is a name: an answer may have come with the address of the form, and a value must go nowhere. */
function readSecrets(secrets: unknown): string[] | undefined {
  const names = Array.isArray(secrets)
    ? secrets.filter(name => typeof name === 'string' && !explainSecretName(name)).slice(0, 50)
    : [];
  return names.length > 0 ? names : undefined;
}

function readLabels(labels: unknown): Record<string, string> | undefined {
  if (typeof labels !== 'object' || labels === null || Array.isArray(labels)) {
    return undefined;
  }
  const answered = Object.entries(labels)
    .slice(0, 20)
    .filter(([, value]) => typeof value === 'string' && value !== '');
  return answered.length > 0
    ? Object.fromEntries(answered.map(([name, value]) => [name.slice(0, 320), value.slice(0, 100)]))
    : undefined;
}

function readSize(size: unknown): GoldenPathPreviewRequest['size'] {
  if (typeof size !== 'object' || size === null) {
    return undefined;
  }
  const number = (key: string) => {
    const value = (size as Record<string, unknown>)[key];
    return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
  };
  return { cpu: number('cpu'), memory: number('memory'), min: number('min'), max: number('max') };
}
