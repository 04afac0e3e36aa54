import { GoldenPathOptions } from '@container-lens/backstage-plugin-container-lens-common';

export type LabelOption = GoldenPathOptions['labels'][number];

const labelValue = /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;

/** Says in one sentence what is wrong with the answer to one label, or undefined. */
export function explainLabel(label: LabelOption, answer: string | undefined): string | undefined {
  if (!answer) {
    return label.required ? `${label.title} is needed.` : undefined;
  }
  if (label.values && !label.values.includes(answer)) {
    return `${label.title} must be one of: ${label.values.join(', ')}.`;
  }
  return labelValue.test(answer)
    ? undefined
    : `${label.title} takes at most 63 letters, digits, hyphens, underscores and dots, and begins and ends with a letter or digit.`;
}

/** What is asked for; a label with a value is the same for all services. */
export function askedLabels(labels: readonly LabelOption[]): LabelOption[] {
  return labels.filter(({ value }) => value === undefined);
}
