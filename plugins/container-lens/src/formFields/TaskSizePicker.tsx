import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { NumberField, Select, Skeleton } from '@backstage/ui';
import { useId } from 'react';
import { FailureNotice } from '../presentation/FailureNotice';
import { joinClasses } from '../presentation/joinClasses';
import { toneClass } from '../presentation/tone';
import { FieldSurface } from './FieldSurface';
import styles from './formFields.module.css';
import { LanguageOption } from './languageOption';
import {
  TaskSize,
  allowedSizes,
  completeSize,
  explainSize,
  fewestReplicas,
  mostReplicas,
  presetSize,
  sayCpu,
  sayMemory,
  withCpu,
} from './taskSize';
import { defaultLanguage, useGoldenPathOptions } from './useGoldenPathOptions';
import { usePreset } from './usePreset';
import { chosenWorkload } from './workload';

/** Asks for CPU, memory and the number of copies; offers only pairs that exist. */
export function TaskSizePicker(
  props: FieldExtensionComponentProps<Partial<TaskSize>, LanguageOption>,
) {
  const { formData, onChange, schema, uiSchema, disabled, formContext } = props;
  const {
    value: options,
    error,
    reload,
  } = useGoldenPathOptions(uiSchema['ui:options']?.language ?? defaultLanguage);
  const message = useId();
  const heading = useId();
  // A job runs alone: how many copies run is neither asked nor answered.
  const scales = chosenWorkload(formContext) !== 'job';
  usePreset(options && presetSize(options, formData, scales), onChange);

  if (!options) {
    return error ? (
      <FailureNotice error={error} what="the sizes" onRetry={reload} />
    ) : (
      <div role="status" aria-label="Loading the sizes">
        <Skeleton width="100%" height={96} />
      </div>
    );
  }
  const size = completeSize(options, formData, scales);
  const sizes = allowedSizes(options);
  const wrong = explainSize(options, size);
  const answer = ({ cpu, memory, min, max }: TaskSize) =>
    onChange(scales ? { cpu, memory, min, max } : { cpu, memory });
  return (
    <FieldSurface>
      <div
        className={styles.field}
        role="group"
        aria-labelledby={heading}
        aria-describedby={message}
      >
        <p id={heading} className={styles.legend}>
          {schema.title ?? 'Size and scaling'}
        </p>
        <div className={styles.sizes}>
          <Select
            label="CPU"
            isDisabled={disabled}
            value={String(size.cpu)}
            onChange={cpu => answer(withCpu(options, size, Number(cpu)))}
            options={sizes.map(({ cpu }) => ({ id: String(cpu), label: sayCpu(cpu) }))}
          />
          <Select
            label="Memory"
            isDisabled={disabled}
            value={String(size.memory)}
            onChange={memory => answer({ ...size, memory: Number(memory) })}
            options={(sizes.find(({ cpu }) => cpu === size.cpu)?.memory ?? []).map(memory => ({
              id: String(memory),
              label: sayMemory(memory),
            }))}
          />
          {scales && (
            <>
              <NumberField
                label="Fewest replicas"
                isDisabled={disabled}
                minValue={fewestReplicas}
                maxValue={mostReplicas}
                value={size.min}
                onChange={min => answer({ ...size, min })}
              />
              <NumberField
                label="Most replicas"
                isDisabled={disabled}
                minValue={fewestReplicas}
                maxValue={mostReplicas}
                value={size.max}
                onChange={max => answer({ ...size, max })}
              />
            </>
          )}
        </div>
        <p
          id={message}
          role="status"
          className={joinClasses(styles.sentence, toneClass(wrong ? 'poor' : 'neutral'))}
        >
          {wrong ?? saySize(size, scales)}
        </p>
      </div>
    </FieldSurface>
  );
}

function saySize({ cpu, memory, min, max }: TaskSize, scales: boolean): string {
  const each = `${sayCpu(cpu)} and ${sayMemory(memory)}`;
  return scales
    ? `Each replica gets ${each}; ${min === max ? min : `${min} to ${max}`} of them run.`
    : `Each run gets ${each}.`;
}
