import { RetrofitPreviewRequest } from '@container-lens/backstage-plugin-container-lens-common';

type Answers = NonNullable<RetrofitPreviewRequest['answers']>;

/** Answers that are texts, with their bounds. */
const texts = {
  name: 100,
  language: 40,
  workload: 40,
  healthPath: 200,
  testCommand: 200,
  owner: 300,
} as const;
/** Choices of which one leaves it to the platform. */
const choices = ['target', 'ci', 'updateBot'] as const;
const flags = ['addTarget', 'addPipeline', 'moveParent', 'snippets'] as const;

/** The answers of the form that the preview needs; undefined while there is no repository. What does not fit is left out. */
export function retrofitRequest(
  answers: Readonly<Record<string, unknown>>,
): RetrofitPreviewRequest | undefined {
  const text = (key: string, longest: number) => {
    const value = answers[key];
    return typeof value === 'string' && value.trim() !== ''
      ? value.trim().slice(0, longest)
      : undefined;
  };
  const repoUrl = text('repoUrl', 2000);
  if (!repoUrl || !/^https?:\/\/[^/\s]+\/\S/.test(repoUrl)) return undefined;
  const given: Answers = {};
  for (const [key, longest] of Object.entries(texts)) {
    const value = text(key, longest);
    if (value) given[key as keyof typeof texts] = value;
  }
  for (const key of choices) {
    const value = text(key, 40);
    if (value && value !== 'platform') given[key] = value;
  }
  for (const key of flags) {
    const value = answers[key];
    if (typeof value === 'boolean') given[key] = value;
  }
  if (typeof answers.port === 'number' && Number.isInteger(answers.port)) {
    given.port = answers.port;
  }
  const path = text('path', 300);
  return { repoUrl, ...(path && { path }), answers: given };
}
