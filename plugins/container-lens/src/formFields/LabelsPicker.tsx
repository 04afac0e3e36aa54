import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Select, TextField } from '@backstage/ui';
import { useId } from 'react';
import { FailureNotice } from '../presentation/FailureNotice';
import { askedLabels, explainLabel } from './explainLabels';
import { FieldSurface } from './FieldSurface';
import styles from './formFields.module.css';
import { LanguageOption } from './languageOption';
import { defaultLanguage, useGoldenPathOptions } from './useGoldenPathOptions';

type Answers = Record<string, string>;

/** Asks for the labels that the organisation wants in the catalog; nothing is shown where it wants none. */
export function LabelsPicker(props: FieldExtensionComponentProps<Answers, LanguageOption>) {
  const { formData, onChange, schema, uiSchema, disabled } = props;
  const {
    value: options,
    error,
    reload,
  } = useGoldenPathOptions(uiSchema['ui:options']?.language ?? defaultLanguage);
  const heading = useId();
  if (!options) {
    return error ? (
      <FailureNotice error={error} what="the labels" onRetry={reload} />
    ) : (
      <div role="status" aria-label="Loading the labels" />
    );
  }
  const asked = askedLabels(options.labels);
  const given = options.labels.filter(({ value }) => value !== undefined);
  if (options.labels.length === 0) {
    return null;
  }
  const answers = formData ?? {};
  const answer = (name: string, value: string) => {
    const { [name]: _, ...others } = answers;
    onChange(value === '' ? others : { ...others, [name]: value });
  };
  return (
    <FieldSurface>
      <div className={styles.field} role="group" aria-labelledby={heading}>
        <p id={heading} className={styles.legend}>
          {schema.title ?? 'Labels'}
        </p>
        {asked.map(label => {
          const { name, title, required, values } = label;
          const value = answers[name] ?? '';
          return values ? (
            <Select
              key={name}
              label={title}
              secondaryLabel={required ? 'Required' : undefined}
              isRequired={required}
              isDisabled={disabled}
              options={values.map(one => ({ value: one, label: one }))}
              selectedKey={value === '' ? null : value}
              onSelectionChange={key => answer(name, String(key ?? ''))}
            />
          ) : (
            <TextField
              key={name}
              label={title}
              secondaryLabel={required ? 'Required' : undefined}
              description={value === '' ? undefined : explainLabel(label, value)}
              isRequired={required}
              isInvalid={value !== '' && explainLabel(label, value) !== undefined}
              isDisabled={disabled}
              autoComplete="off"
              value={value}
              onChange={text => answer(name, text)}
            />
          );
        })}
        {given.map(({ name, title, value }) => (
          <p key={name} className={styles.sentence}>
            {title}: <code>{value}</code>, for every service.
          </p>
        ))}
      </div>
    </FieldSurface>
  );
}
