import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Radio, RadioGroup, Skeleton } from '@backstage/ui';
import { GoldenPathOptions } from '@container-lens/backstage-plugin-container-lens-common';
import { useEffect } from 'react';
import { FailureNotice } from '../presentation/FailureNotice';
import { Notice } from '../presentation/Notice';
import { FieldSurface } from './FieldSurface';
import styles from './formFields.module.css';
import { LanguageOption } from './languageOption';
import { defaultLanguage, useGoldenPathOptions } from './useGoldenPathOptions';

type Target = GoldenPathOptions['targets'][number];

/** Asks where the service will run; the default comes first and is chosen. */
export function DeployTargetPicker(props: FieldExtensionComponentProps<string, LanguageOption>) {
  const { formData, onChange, required, schema, uiSchema, disabled } = props;
  const {
    value: options,
    error,
    reload,
  } = useGoldenPathOptions(uiSchema['ui:options']?.language ?? defaultLanguage);
  const targets = [...(options?.targets ?? [])].sort((a, b) => rank(a) - rank(b));
  const preset = formData === undefined ? targets[0]?.id : undefined;
  useEffect(() => {
    if (preset !== undefined) {
      onChange(preset);
    }
    // Only a new preset is a reason to answer for the person; the form passes a new function each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [preset]);

  if (!options) {
    return error ? (
      <FailureNotice error={error} what="the deploy targets" onRetry={reload} />
    ) : (
      <Skeleton width="100%" height={72} />
    );
  }
  const chosen = targets.find(({ id }) => id === formData);
  return (
    <FieldSurface>
      <div className={styles.field}>
        <RadioGroup
          label={schema.title ?? 'Deploy target'}
          description={schema.description}
          secondaryLabel={required ? 'Required' : undefined}
          isRequired={required}
          isDisabled={disabled}
          value={formData ?? null}
          onChange={target => onChange(target)}
        >
          {targets.map(target => (
            <Radio key={target.id} value={target.id}>
              {sayTarget(target)}
            </Radio>
          ))}
        </RadioGroup>
        {chosen?.status === 'deprecated' && (
          <Notice kind="warning" title={`${chosen.title} is deprecated`}>
            {chosen.message ?? (chosen.since && `Since ${chosen.since}.`)}
            {chosen.replacedBy.length > 0 &&
              ` Use ${chosen.replacedBy
                .map(id => targets.find(target => target.id === id)?.title ?? id)
                .join(' or ')} instead.`}
          </Notice>
        )}
        {formData !== undefined && !chosen && (
          <Notice kind="warning" title={`This portal does not offer the target ${formData}`}>
            Choose one of the list.
          </Notice>
        )}
      </div>
    </FieldSurface>
  );
}

function rank(target: Target): number {
  if (target.default) {
    return 0;
  }
  return target.status === 'deprecated' ? 2 : 1;
}

function sayTarget({ title, default: preset, status }: Target): string {
  const notes = [preset && 'default', status === 'deprecated' && 'deprecated'].filter(Boolean);
  return notes.length > 0 ? `${title} (${notes.join(', ')})` : title;
}
