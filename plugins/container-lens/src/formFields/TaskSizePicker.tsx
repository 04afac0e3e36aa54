import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { NumberField, Select, Skeleton } from '@backstage/ui';
import { useEffect, useId } from 'react';
import { FailureNotice } from '../presentation/FailureNotice';
import { joinClasses } from '../presentation/joinClasses';
import { toneClass } from '../presentation/tone';
import { FieldSurface } from './FieldSurface';
import styles from './formFields.module.css';
import { LanguageOption } from './languageOption';
import {
  TaskSize,
  allowedSizes,
  defaultSize,
  explainSize,
  sayCpu,
  sayMemory,
  withCpu,
} from './taskSize';
import { defaultLanguage, useGoldenPathOptions } from './useGoldenPathOptions';

/** Asks for CPU, memory and the number of copies; offers only pairs that exist. */
export function TaskSizePicker(
  props: FieldExtensionComponentProps<Partial<TaskSize>, LanguageOption>,
) {
  const { formData, onChange, schema, uiSchema, disabled } = props;
  const {
    value: options,
    error,
    reload,
  } = useGoldenPathOptions(uiSchema['ui:options']?.language ?? defaultLanguage);
  const message = useId();
  const heading = useId();
  const complete =
    formData?.cpu !== undefined &&
    formData.memory !== undefined &&
    formData.min !== undefined &&
    formData.max !== undefined;
  const preset = Boolean(options && !complete);
  useEffect(() => {
    if (preset && options) {
      onChange({ ...defaultSize(options), ...formData });
    }
    // Only missing answers are a reason to answer for the person; the form passes new objects each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [preset]);

  if (!options) {
    return error ? (
      <FailureNotice error={error} what="the sizes" onRetry={reload} />
    ) : (
      <Skeleton width="100%" height={96} />
    );
  }
  const size: TaskSize = { ...defaultSize(options), ...formData };
  const sizes = allowedSizes(options);
  const wrong = explainSize(options, size);
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
            onChange={cpu => onChange(withCpu(options, size, Number(cpu)))}
            options={sizes.map(({ cpu }) => ({ id: String(cpu), label: sayCpu(cpu) }))}
          />
          <Select
            label="Memory"
            isDisabled={disabled}
            value={String(size.memory)}
            onChange={memory => onChange({ ...size, memory: Number(memory) })}
            options={(sizes.find(({ cpu }) => cpu === size.cpu)?.memory ?? []).map(memory => ({
              id: String(memory),
              label: sayMemory(memory),
            }))}
          />
          <NumberField
            label="Fewest replicas"
            isDisabled={disabled}
            minValue={1}
            maxValue={1000}
            value={size.min}
            onChange={min => onChange({ ...size, min })}
          />
          <NumberField
            label="Most replicas"
            isDisabled={disabled}
            minValue={1}
            maxValue={1000}
            value={size.max}
            onChange={max => onChange({ ...size, max })}
          />
        </div>
        <p
          id={message}
          role="status"
          className={joinClasses(styles.sentence, toneClass(wrong ? 'poor' : 'neutral'))}
        >
          {wrong ??
            `Each replica gets ${sayCpu(size.cpu)} and ${sayMemory(size.memory)}; ${
              size.min === size.max ? size.min : `${size.min} to ${size.max}`
            } of them run.`}
        </p>
      </div>
    </FieldSurface>
  );
}
