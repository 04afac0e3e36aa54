import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Radio, RadioGroup, Skeleton } from '@backstage/ui';
import { FailureNotice } from '../presentation/FailureNotice';
import { Notice } from '../presentation/Notice';
import { count } from '../presentation/score';
import { Target, explainTarget, orderTargets, presetTarget } from './deployTarget';
import { FieldSurface } from './FieldSurface';
import styles from './formFields.module.css';
import { LanguageOption } from './languageOption';
import { defaultLanguage, useGoldenPathOptions } from './useGoldenPathOptions';
import { usePreset } from './usePreset';
import { chosenWorkload } from './workload';

/** Asks where the service will run; the default comes first, and only what can run the workload can be chosen. */
export function DeployTargetPicker(props: FieldExtensionComponentProps<string, LanguageOption>) {
  const { formData, onChange, required, schema, uiSchema, disabled, formContext } = props;
  const {
    value: options,
    error,
    reload,
  } = useGoldenPathOptions(uiSchema['ui:options']?.language ?? defaultLanguage);
  const workload = chosenWorkload(formContext);
  usePreset(
    options && formData === undefined ? presetTarget(options.targets, workload) : undefined,
    onChange,
  );

  if (!options) {
    return error ? (
      <FailureNotice error={error} what="the deploy targets" onRetry={reload} />
    ) : (
      <div role="status" aria-label="Loading the deploy targets">
        <Skeleton width="100%" height={72} />
      </div>
    );
  }
  const targets = orderTargets(options.targets);
  if (targets.length === 0) {
    return (
      <Notice kind="warning" title="This portal offers no deploy target">
        Ask the platform team: none of the targets in containerLens.goldenPath.targets.enabled is
        installed.
      </Notice>
    );
  }
  const chosen = targets.find(({ id }) => id === formData);
  const problem =
    formData === undefined ? undefined : explainTarget(options.targets, formData, workload);
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
          {targets.map(target => {
            const unfit = explainTarget(options.targets, target.id, workload);
            return (
              <Radio
                key={target.id}
                className={styles.option}
                value={target.id}
                isDisabled={Boolean(unfit)}
              >
                <span className={styles.choice}>
                  {sayTarget(target)}
                  <span className={styles.sentence}>{unfit ?? sayCoverage(target)}</span>
                </span>
              </Radio>
            );
          })}
        </RadioGroup>
        {problem && (
          <Notice kind="warning" title={problem}>
            Choose one of the list.
          </Notice>
        )}
        {!problem && chosen?.status === 'deprecated' && (
          <Notice kind="warning" title={`${chosen.title} is deprecated`}>
            {chosen.message ?? (chosen.since && `Since ${chosen.since}.`)}
            {chosen.replacedBy.length > 0 &&
              ` Use ${chosen.replacedBy
                .map(id => targets.find(target => target.id === id)?.title ?? id)
                .join(' or ')} instead.`}
          </Notice>
        )}
      </div>
    </FieldSurface>
  );
}

function sayCoverage({ lens }: Target): string {
  return `Covers ${count(lens.length, 'check')} of the lens.`;
}

function sayTarget({ title, default: preset, status }: Target): string {
  const notes = [preset && 'default', status === 'deprecated' && 'deprecated'].filter(Boolean);
  return notes.length > 0 ? `${title} (${notes.join(', ')})` : title;
}
