import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Radio, RadioGroup, Skeleton } from '@backstage/ui';
import { useId } from 'react';
import { FailureNotice } from '../presentation/FailureNotice';
import { Notice } from '../presentation/Notice';
import { FieldSurface } from './FieldSurface';
import styles from './formFields.module.css';
import { LanguageOption } from './languageOption';
import {
  Pipeline,
  botsFor,
  explainPipeline,
  orderPipelines,
  presetPipeline,
  withPipeline,
} from './pipeline';
import { defaultLanguage, useGoldenPathOptions } from './useGoldenPathOptions';
import { usePreset } from './usePreset';

/** Pipelines that belong to one kind of Git host; others start wherever they are connected. */
const hostOf: Readonly<Record<string, string>> = { github: 'GitHub', gitlab: 'GitLab' };

/** Asks who builds, and which bot raises dependencies and parents; offers only bots that work with the pipeline. */
export function PipelinePicker(
  props: FieldExtensionComponentProps<Partial<Pipeline>, LanguageOption>,
) {
  const { formData, onChange, required, schema, uiSchema, disabled } = props;
  const {
    value: options,
    error,
    reload,
  } = useGoldenPathOptions(uiSchema['ui:options']?.language ?? defaultLanguage);
  const heading = useId();
  const complete = Boolean(formData?.ci && formData.updateBot);
  usePreset(options && !complete ? presetPipeline(options, formData) : undefined, onChange);

  if (!options) {
    return error ? (
      <FailureNotice error={error} what="the pipelines" onRetry={reload} />
    ) : (
      <div role="status" aria-label="Loading the pipelines">
        <Skeleton width="100%" height={96} />
      </div>
    );
  }
  const pipelines = orderPipelines(options);
  if (!presetPipeline(options)) {
    return (
      <Notice kind="warning" title="This portal offers no pipeline">
        Ask the platform team: no overlay of the groups ci and updates is installed that go
        together.
      </Notice>
    );
  }
  const { ci, updateBot } = formData ?? {};
  const bots = ci ? botsFor(options, ci) : [];
  const left = options.updateBots.filter(bot => ci && bot.excludes.includes(ci));
  const pipelineTitle = pipelines.find(({ id }) => id === ci)?.title ?? ci;
  const problem = complete ? explainPipeline(options, formData!) : undefined;
  return (
    <FieldSurface>
      <div className={styles.field} role="group" aria-labelledby={heading}>
        <p id={heading} className={styles.legend}>
          {schema.title ?? 'Pipeline and updates'}
        </p>
        <div className={styles.sizes}>
          <RadioGroup
            label="Pipeline"
            isRequired={required}
            isDisabled={disabled}
            value={ci ?? null}
            onChange={next =>
              onChange(withPipeline(options, { ci: next, updateBot: updateBot ?? '' }, next))
            }
          >
            {pipelines.map(choice => (
              <Radio key={choice.id} value={choice.id}>
                {sayChoice(choice)}
              </Radio>
            ))}
          </RadioGroup>
          <RadioGroup
            label="Update bot"
            isRequired={required}
            isDisabled={disabled}
            value={updateBot ?? null}
            onChange={next => ci && onChange({ ci, updateBot: next })}
          >
            {bots.map(choice => (
              <Radio key={choice.id} value={choice.id}>
                {sayChoice(choice)}
              </Radio>
            ))}
          </RadioGroup>
        </div>
        <p role="status" className={styles.sentence}>
          {left.length > 0 &&
            `${left.map(({ title }) => title).join(' and ')} cannot be chosen with ${pipelineTitle}. `}
          {ci && hostOf[ci] && `${pipelineTitle} runs in repositories on ${hostOf[ci]} only. `}
          The bot proposes new versions of dependencies and parent images; the pipeline tries them.
        </p>
        {problem && (
          <Notice kind="warning" title={problem}>
            Choose one of the list.
          </Notice>
        )}
      </div>
    </FieldSurface>
  );
}

function sayChoice({ title, default: preset }: { title: string; default: boolean }): string {
  return preset ? `${title} (default)` : title;
}
