import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Button, ButtonIcon, TextField } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { KeyboardEvent, useId, useRef, useState } from 'react';
import { joinClasses } from '../presentation/joinClasses';
import { FailureNotice } from '../presentation/FailureNotice';
import { Notice } from '../presentation/Notice';
import { toneClass } from '../presentation/tone';
import { explainNewSecret, explainSecretName, secretVariable } from './explainSecretName';
import { FieldSurface } from './FieldSurface';
import styles from './formFields.module.css';
import { LanguageOption } from './languageOption';
import { defaultLanguage, useGoldenPathOptions } from './useGoldenPathOptions';

/** Asks for the names of the secrets a service reads, and shows where their values belong. Takes no values. */
export function SecretsPicker(props: FieldExtensionComponentProps<string[], LanguageOption>) {
  const { formData, onChange, schema, uiSchema, disabled, formContext } = props;
  const {
    value: options,
    error,
    reload,
  } = useGoldenPathOptions(uiSchema['ui:options']?.language ?? defaultLanguage);
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const field = useRef<HTMLDivElement>(null);
  const heading = useId();
  const message = useId();
  const answered = Array.isArray(formData) ? formData : [];
  const names = answered.filter(name => !explainSecretName(name));
  const refused = answered.length - names.length;
  const wrong = text === '' ? undefined : explainNewSecret(text, names);

  // Backstage UI hands out the whole field only.
  const focusInput = () => field.current?.querySelector('input')?.focus();
  const add = () => {
    if (text === '' || wrong) {
      return;
    }
    onChange([...names, text]);
    setSaid(`${text} is added.`);
    setText('');
    focusInput();
  };
  const remove = (name: string) => {
    onChange(names.filter(other => other !== name));
    setSaid(`${name} is removed.`);
    focusInput();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      // It would send the form.
      event.preventDefault();
      add();
    }
  };

  const environments = options?.environments.map(({ name }) => name);
  return (
    <FieldSurface>
      <div className={styles.field} role="group" aria-labelledby={heading}>
        <p id={heading} className={styles.legend}>
          {schema.title ?? 'Secrets'}
        </p>
        <div className={styles.adding}>
          <TextField
            ref={field}
            label="Name of a secret"
            description="Names only, such as db-password. People put the values into AWS Secrets Manager."
            isDisabled={disabled}
            isInvalid={Boolean(wrong)}
            autoComplete="off"
            spellCheck="false"
            value={text}
            onChange={setText}
            onKeyDown={onKeyDown}
            aria-describedby={message}
          />
          <Button
            variant="secondary"
            isDisabled={disabled || text === '' || Boolean(wrong)}
            onPress={add}
          >
            Add
          </Button>
        </div>
        <p
          id={message}
          role="status"
          className={joinClasses(styles.sentence, toneClass(wrong ? 'poor' : 'neutral'))}
        >
          {wrong ?? (text === '' ? said : `Enter adds it as ${secretVariable(text)}.`)}
        </p>
        {refused > 0 && (
          <Notice
            kind="warning"
            title="Some secrets came with the address of this page and are no names"
            action={
              <Button variant="secondary" size="small" onPress={() => onChange(names)}>
                Leave them out
              </Button>
            }
          >
            They are not shown. If they were values, treat them as known to others and change them.
          </Notice>
        )}
        {error && (
          <FailureNotice error={error} what="the environments of the secrets" onRetry={reload} />
        )}
        {names.length === 0 ? (
          <p className={styles.sentence}>No secrets: the service starts without any.</p>
        ) : (
          <ul className={styles.secrets} aria-label="Secrets of the service">
            {names.map(name => (
              <li key={name}>
                <div className={styles.secret}>
                  <p className={styles.secretName}>
                    {name} <code>{secretVariable(name)}</code>
                  </p>
                  {environments?.map(environment => (
                    <code key={environment} className={styles.path}>
                      {`/${environment}/${serviceName(formContext)}/${name}`}
                    </code>
                  ))}
                </div>
                <ButtonIcon
                  aria-label={`Remove ${name}`}
                  variant="tertiary"
                  size="small"
                  isDisabled={disabled}
                  icon={<RiCloseLine aria-hidden />}
                  onPress={() => remove(name)}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </FieldSurface>
  );
}

function serviceName(formContext: unknown): string {
  const answers = (formContext as { formData?: { name?: unknown } } | undefined)?.formData;
  return typeof answers?.name === 'string' && answers.name !== '' ? answers.name : '<service>';
}
