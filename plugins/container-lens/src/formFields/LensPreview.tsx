import { useApi } from '@backstage/frontend-plugin-api';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Skeleton } from '@backstage/ui';
import { GoldenPathPreview } from '@container-lens/backstage-plugin-container-lens-common';
import { useId } from 'react';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { describeFailure } from '../data/describeFailure';
import { useLoad } from '../data/useLoad';
import { FailureNotice } from '../presentation/FailureNotice';
import { GradeRing } from '../presentation/GradeRing';
import { grades } from '../presentation/grade';
import { Notice } from '../presentation/Notice';
import { RiskCount } from '../presentation/RiskCount';
import { count, showScore } from '../presentation/score';
import { VerdictMark } from '../presentation/VerdictMark';
import { FileTree } from './FileTree';
import styles from './formFields.module.css';
import { LanguageOption } from './languageOption';
import { previewRequest } from './previewRequest';
import { useDelayed } from './useDelayed';
import { defaultLanguage } from './useGoldenPathOptions';

/** Milliseconds without a change before the preview is asked for. */
const pause = 500;

/** Shows what the form would create and how the lens judges it, before anything is created. */
export function LensPreview(props: FieldExtensionComponentProps<null, LanguageOption>) {
  const { formContext, schema, uiSchema } = props;
  const api = useApi(containerLensApiRef);
  const answers = (formContext as { formData?: Record<string, unknown> } | undefined)?.formData;
  const request = previewRequest(
    answers ?? {},
    uiSchema['ui:options']?.language ?? defaultLanguage,
  );
  const key = useDelayed(request && JSON.stringify(request), pause);
  const { value, previous, error, loading, reload } = useLoad(key, signal =>
    api.previewGoldenPath(JSON.parse(key!), { signal }),
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
          Give the service a name to see what will be created and how it scores.
        </Notice>
      )}
      {request && error && <PreviewFailure error={error} onRetry={reload} />}
      {request && !shown && !error && (
        <div role="status" aria-label="Rendering the preview">
          <Skeleton width="100%" height={180} />
        </div>
      )}
      {request && shown && <Preview preview={shown} />}
    </section>
  );
}

function PreviewFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { response } = error as { response?: { status?: number } };
  if (response?.status === 400 || error.name === 'InputError') {
    return (
      <Notice kind="warning" title="These answers do not go together yet">
        {describeFailure(error).message}
      </Notice>
    );
  }
  return <FailureNotice error={error} what="the preview" onRetry={onRetry} />;
}

function Preview({ preview }: { preview: GoldenPathPreview }) {
  const { score, findings, files, warnings } = preview;
  return (
    <>
      <div className={styles.previewScore}>
        <GradeRing grade={score.grade} value={score.value} size={72} />
        <div>
          <p className={styles.previewWords}>{grades[score.grade].words}</p>
          <p className={styles.previewFigures}>
            {showScore(score.value)} · {score.decided} of {score.applicable} decided
          </p>
          <RiskCount highRisks={score.highRisks} decided={score.decided} />
        </div>
      </div>
      {warnings.map(warning => (
        <Notice key={warning} kind="warning" title={warning} />
      ))}
      {findings.length > 0 && (
        <ul className={styles.previewFindings} aria-label="Findings">
          {findings.map(({ check, title, verdict, reason, findings: places }) => (
            <li key={check}>
              <VerdictMark verdict={verdict} />
              <span className={styles.previewFinding}>
                {title}
                {reason && <span className={styles.sentence}>{reason}</span>}
                {places.slice(0, 3).map(({ message, path, line }, index) => (
                  // Findings have no identity and never change place while they are shown.
                  // eslint-disable-next-line react/no-array-index-key
                  <span key={index} className={styles.sentence}>
                    {message !== reason && message}
                    {path && ` (${path}${line ? `:${line}` : ''})`}
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
      <details className={styles.files}>
        <summary>{count(files.length, 'file')} will be created</summary>
        <FileTree files={files} />
      </details>
    </>
  );
}
