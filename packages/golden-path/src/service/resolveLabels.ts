import { GoldenPathConfig } from '../config/goldenPathConfig';
import { labelValueSchema } from '../config/labelConfig';
import { InputError } from '../errors/InputError';

/** A label of the catalog, as templates see it. */
export interface ResolvedLabel {
  readonly name: string;
  readonly value: string;
}

/**
 * The labels of a service: those the organisation gives all services, and those it asks for.
 *
 * @throws InputError for an answer that the configuration does not allow, and for a missing one where `isRequired` says so.
 */
export function resolveLabels(options: {
  readonly config: GoldenPathConfig;
  readonly answers: Readonly<Record<string, string>>;
  /** Whether a missing answer is an error; otherwise there is a sentence about it. */
  readonly isRequired: boolean;
}): { labels: ResolvedLabel[]; warnings: string[] } {
  const { config, answers, isRequired } = options;
  const known = Object.entries(config.labels);
  const stranger = Object.keys(answers).find(name => !Object.hasOwn(config.labels, name));
  if (stranger !== undefined) {
    throw new InputError(
      `The label '${stranger.slice(0, 100)}' is none of this organisation. ${known.length > 0 ? `There are: ${known.map(([name]) => name).join(', ')}.` : 'It has none.'}`,
    );
  }
  const labels: ResolvedLabel[] = [];
  const warnings: string[] = [];
  for (const [name, { value, values, required }] of known) {
    const answer = answers[name] || value;
    if (answer === undefined) {
      const sentence = `The label '${name}' is missing, which every service of this organisation must have.`;
      if (required && isRequired) {
        throw new InputError(`${sentence} Answer it in the form.`);
      }
      if (required) {
        warnings.push(sentence);
      }
      continue;
    }
    if (value !== undefined && answer !== value) {
      throw new InputError(`The label '${name}' is '${value}' for every service; leave it out.`);
    }
    const problem = labelValueSchema.safeParse(answer).error?.issues[0]?.message;
    if (problem) {
      throw new InputError(`The label '${name}' ${problem}.`);
    }
    if (values && !values.includes(answer)) {
      throw new InputError(
        `The label '${name}' cannot be '${answer}'. Choose one of: ${values.join(', ')}.`,
      );
    }
    labels.push({ name, value: answer });
  }
  return { labels, warnings };
}
