import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { TextField } from '@backstage/ui';
import { useId } from 'react';
import { useLoad } from '../data/useLoad';
import { joinClasses } from '../presentation/joinClasses';
import { toneClass } from '../presentation/tone';
import { explainName } from './explainName';
import { FieldSurface } from './FieldSurface';
import styles from './formFields.module.css';
import { LanguageOption } from './languageOption';
import { useDelayed } from './useDelayed';
import { defaultLanguage, useGoldenPathOptions } from './useGoldenPathOptions';

/** Milliseconds without a key press before the catalog is asked. */
const pause = 300;

/** Asks for the name of a new service; says while it is typed what is wrong with it and whether it is taken. */
export function ServiceNamePicker(props: FieldExtensionComponentProps<string, LanguageOption>) {
  const { formData: name = '', onChange, required, schema, uiSchema, idSchema, disabled } = props;
  const catalogApi = useApi(catalogApiRef);
  const { value: options } = useGoldenPathOptions(
    uiSchema['ui:options']?.language ?? defaultLanguage,
  );
  const problem = options && name !== '' ? explainName(name, options.namePattern) : undefined;
  const asked = useDelayed(name, pause);
  const askable = Boolean(options && asked === name && name !== '' && !problem);
  const existing = useLoad(askable ? name : undefined, async () => ({
    taken: Boolean(
      await catalogApi.getEntityByRef({ kind: 'component', namespace: 'default', name }),
    ),
  }));
  const taken = askable && existing.value?.taken === true;

  const message = useId();
  const wrong =
    problem ?? (taken ? `The catalog has a component named ${name} already.` : undefined);
  return (
    <FieldSurface>
      <div className={styles.field}>
        <TextField
          id={idSchema?.$id}
          label={schema.title ?? 'Name'}
          description={schema.description}
          secondaryLabel={required ? 'Required' : undefined}
          isRequired={required}
          isDisabled={disabled}
          isInvalid={Boolean(wrong)}
          autoComplete="off"
          spellCheck="false"
          // The author of the template asks for it, for the first field of the form.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={Boolean(uiSchema['ui:autofocus'])}
          value={name}
          onChange={next => onChange(next)}
          aria-describedby={message}
        />
        <p
          id={message}
          role="status"
          className={joinClasses(styles.sentence, toneClass(wrong ? 'poor' : 'neutral'))}
        >
          {wrong ??
            sayState({
              name,
              askable,
              checked: existing.value !== undefined,
              failed: Boolean(existing.error),
            })}
        </p>
      </div>
    </FieldSurface>
  );
}

function sayState(state: { name: string; askable: boolean; checked: boolean; failed: boolean }) {
  if (state.name === '') {
    return 'Lower-case letters, digits and hyphens, for example order-history.';
  }
  if (state.failed) {
    return 'Could not ask the catalog whether the name is free.';
  }
  return state.askable && state.checked
    ? `${state.name} is free in the catalog.`
    : 'Checking the name…';
}
