import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Skeleton } from '@backstage/ui';
import { GoldenPathOptions } from '@container-lens/backstage-plugin-container-lens-common';
import { useId } from 'react';
import { Age } from '../presentation/Age';
import { FailureNotice } from '../presentation/FailureNotice';
import { Notice } from '../presentation/Notice';
import { FieldSurface } from './FieldSurface';
import styles from './formFields.module.css';
import { LanguageOption } from './languageOption';
import { defaultLanguage, useGoldenPathOptions } from './useGoldenPathOptions';

type Parent = GoldenPathOptions['parents'][number];

const purposes: Readonly<Record<Parent['role'], string>> = {
  build: 'Builds on',
  runtime: 'Runs on',
};

/** Shows what the service is built and run on. There is one pair for a language, so there is nothing to choose. */
export function ParentImagePicker(props: FieldExtensionComponentProps<null, LanguageOption>) {
  const { schema, uiSchema } = props;
  const language = uiSchema['ui:options']?.language ?? defaultLanguage;
  const { value: options, error, reload } = useGoldenPathOptions(language);
  const heading = useId();
  if (!options) {
    return error ? (
      <FailureNotice error={error} what="the parent images" onRetry={reload} />
    ) : (
      <div role="status" aria-label="Loading the parent images">
        <Skeleton width="100%" height={120} />
      </div>
    );
  }
  const { parents } = options;
  return (
    <FieldSurface>
      <section className={styles.field} aria-labelledby={heading}>
        <h3 id={heading} className={styles.legend}>
          {schema.title ?? 'Parent images'}
        </h3>
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
