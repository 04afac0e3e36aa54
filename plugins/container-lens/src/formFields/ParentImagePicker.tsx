import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Radio, RadioGroup, Skeleton } from '@backstage/ui';
import { GoldenPathOptions } from '@container-lens/backstage-plugin-container-lens-common';
import { useId } from 'react';
import { Age } from '../presentation/Age';
import { FailureNotice } from '../presentation/FailureNotice';
import { Notice } from '../presentation/Notice';
import { FieldSurface } from './FieldSurface';
import styles from './formFields.module.css';
import { LanguageOption } from './languageOption';
import { explainParent, parentPairs } from './parentChoice';
import { defaultLanguage, useGoldenPathOptions } from './useGoldenPathOptions';
import { usePreset } from './usePreset';

type Parent = GoldenPathOptions['parents'][number];

const purposes: Readonly<Record<Parent['role'], string>> = {
  build: 'Builds on',
  runtime: 'Runs on',
};

/** Shows what the service is built and run on, and asks where the platform offers several pairs of parents. */
export function ParentImagePicker(props: FieldExtensionComponentProps<string, LanguageOption>) {
  const { formData, onChange, schema, uiSchema, disabled } = props;
  const language = uiSchema['ui:options']?.language ?? defaultLanguage;
  const { value: options, error, reload } = useGoldenPathOptions(language);
  const heading = useId();
  const pairs = parentPairs(options?.parents ?? []);
  usePreset(pairs.length > 1 && !formData ? pairs[0]?.id : undefined, onChange);
  if (!options) {
    return error ? (
      <FailureNotice error={error} what="the parent images" onRetry={reload} />
    ) : (
      <div role="status" aria-label="Loading the parent images">
        <Skeleton width="100%" height={120} />
      </div>
    );
  }
  const chosen = pairs.find(({ id }) => id === formData) ?? pairs[0];
  const parents = chosen?.parents ?? [];
  const problem = explainParent(options.parents, formData);
  return (
    <FieldSurface>
      <section className={styles.field} aria-labelledby={heading}>
        <h3 id={heading} className={styles.legend}>
          {schema.title ?? 'Parent images'}
        </h3>
        {pairs.length > 1 && (
          <RadioGroup
            label="Choose the parents"
            isDisabled={disabled}
            value={formData ?? null}
            onChange={id => onChange(id)}
          >
            {pairs.map(({ id, title }, index) => (
              <Radio key={id} value={id}>
                {index === 0 ? `${title} (default)` : title}
              </Radio>
            ))}
          </RadioGroup>
        )}
        {problem && (
          <Notice kind="warning" title={problem}>
            Choose one of the list.
          </Notice>
        )}
        {parents.length === 0 ? (
          <Notice kind="warning" title={`This portal has no parent images for ${language}`}>
            Ask the platform team to set containerLens.goldenPath.parentImages.{language}.
          </Notice>
        ) : (
          <ul className={styles.parents}>
            {parents.map(parent => (
              <li key={parent.role}>
                <ParentImage parent={parent} />
              </li>
            ))}
          </ul>
        )}
        {parents.some(({ example }) => example) && (
          <Notice kind="warning" title="These are parents of the example organisation">
            No registry serves them. The platform team sets its own under
            containerLens.goldenPath.parentImages.{language}.
          </Notice>
        )}
      </section>
    </FieldSurface>
  );
}

function ParentImage({ parent }: { parent: Parent }) {
  const { role, repository, version, digest, pushedAt } = parent;
  return (
    <dl className={styles.parent}>
      <dt>{purposes[role]}</dt>
      <dd>
        <code>{repository}</code>
      </dd>
      <dt>Version</dt>
      <dd>{version}</dd>
      <dt>Digest</dt>
      <dd>
        <code>{digest}</code>
      </dd>
      <dt>Pushed</dt>
      <dd>{pushedAt ? <Age at={pushedAt} /> : 'Unknown: no registry is connected.'}</dd>
      <dt>Open findings</dt>
      <dd>{sayFindings(parent)}</dd>
    </dl>
  );
}

function sayFindings({ unknown, critical, high }: Parent): string {
  return unknown || critical === undefined || high === undefined
    ? 'Unknown: no registry is connected.'
    : `${critical} critical, ${high} high`;
}
