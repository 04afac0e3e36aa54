import { useApi } from '@backstage/frontend-plugin-api';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Skeleton } from '@backstage/ui';
import { RetrofitPreview as Answer } from '@container-lens/backstage-plugin-container-lens-common';
import { useId } from 'react';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { describeFailure } from '../data/describeFailure';
import { useLoad } from '../data/useLoad';
import { FailureNotice } from '../presentation/FailureNotice';
import { Notice } from '../presentation/Notice';
import { count } from '../presentation/score';
import { FileTree } from './FileTree';
import styles from './formFields.module.css';
import { RetrofitFacts } from './RetrofitFacts';
import { RetrofitScores } from './RetrofitScores';
import { retrofitRequest } from './retrofitRequest';
import { useDelayed } from './useDelayed';

/** Milliseconds without a change before the repository is read. */
const pause = 500;

/** Shows how a repository scores now and after, and what a request would change, before anything is written. */
export function RetrofitPreview(props: FieldExtensionComponentProps<null>) {
  const { formContext, schema } = props;
  const api = useApi(containerLensApiRef);
  const answers = (formContext as { formData?: Record<string, unknown> } | undefined)?.formData;
  const request = retrofitRequest(answers ?? {});
  const key = useDelayed(request && JSON.stringify(request), pause);
  const { value, previous, error, loading, reload } = useLoad(key, signal =>
    api.previewRetrofit(JSON.parse(key!), { signal }),
  );
  const heading = useId();
  const shown = value ?? (error ? undefined : previous);
  return (
    <section className={styles.preview} aria-labelledby={heading} aria-busy={loading}>
      <h3 id={heading} className={styles.previewTitle}>
        {schema.title ?? 'Preview'}
      </h3>
      {!request && (
        <Notice kind="info" title="No preview yet">
          Give the address of the repository on the first page to see how it scores.
        </Notice>
      )}
      {request && error && <PreviewFailure error={error} onRetry={reload} />}
      {request && !shown && !error && (
        <div role="status" aria-label="Reading the repository">
          <Skeleton width="100%" height={180} />
        </div>
      )}
      {request && shown && <Preview preview={shown} />}
    </section>
  );
}

function PreviewFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const status = (error as { response?: { status?: number } }).response?.status;
  if (status === 400 || status === 404 || /^(Input|NotFound)Error$/.test(error.name)) {
    return (
      <Notice kind="warning" title="There is nothing to preview with these answers">
        {describeFailure(error).message}
      </Notice>
    );
  }
  return <FailureNotice error={error} what="the preview" onRetry={onRetry} />;
}

function Preview({ preview }: { preview: Answer }) {
  const { before, after, mended, changes, kept, guidance, facts } = preview;
  const changed = changes.filter(({ change }) => change === 'changed');
  const added = changes.filter(({ change }) => change === 'added');
  return (
    <>
      <RetrofitScores before={before} after={after} mended={mended.length} />
      {changes.length === 0 && (
        <Notice kind="info" title="Nothing is left that could be mended without a person">
          No request will be opened.
        </Notice>
      )}
      <RetrofitFacts facts={facts} />
      {mended.length > 0 && (
        <details className={styles.files}>
          <summary>{count(mended.length, 'check')} better than now</summary>
          <ul className={styles.plainList}>
            {mended.map(({ check, title, severity }) => (
              <li key={check}>
                {title} <span className={styles.quiet}>({severity})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {changed.length > 0 && (
        <details className={styles.files} open>
          <summary>{count(changed.length, 'file')} will be changed</summary>
          <FileTree files={changed} />
        </details>
      )}
      {added.length > 0 && (
        <details className={styles.files}>
          <summary>{count(added.length, 'file')} will be added</summary>
          <FileTree files={added} />
        </details>
      )}
      {kept.length > 0 && (
        <details className={styles.files}>
          <summary>{count(kept.length, 'file')} of yours in the way, kept as it is</summary>
          <ul className={styles.plainList}>
            {kept.map(({ path, why }) => (
              <li key={`${path} ${why}`}>
                <code>{path}</code> <span className={styles.quiet}>{why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {guidance.length > 0 && (
        <details className={styles.files}>
          <summary>{count(guidance.length, 'point')} left to people</summary>
          <ul className={styles.plainList}>
            {guidance.map(({ title, text, check }) => (
              <li key={`${title} ${check ?? text}`}>
                <strong>{title}</strong> <span className={styles.quiet}>{text}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
