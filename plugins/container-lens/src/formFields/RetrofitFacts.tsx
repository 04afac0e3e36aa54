import { RiCheckLine, RiQuestionLine } from '@remixicon/react';
import { RetrofitPreview } from '@container-lens/backstage-plugin-container-lens-common';
import { useId } from 'react';
import styles from './formFields.module.css';

/** What was read of the service, each with its place, and what could not be told. */
export function RetrofitFacts({ facts }: { facts: RetrofitPreview['facts'] }) {
  const heading = useId();
  return (
    <div>
      <h4 id={heading} className={styles.legend}>
        What was read
      </h4>
      <dl className={styles.facts} aria-labelledby={heading}>
        {facts.map(({ name, value, reason, given, path, line }) => (
          <div key={name} className={styles.fact}>
            <dt>
              {value === undefined ? (
                <RiQuestionLine size={16} aria-hidden />
              ) : (
                <RiCheckLine size={16} aria-hidden />
              )}
              {name}
            </dt>
            <dd>
              {value === undefined ? (
                <span className={styles.sentence}>Not known. {reason}</span>
              ) : (
                <>
                  {value}{' '}
                  <span className={styles.quiet}>{given ? 'as you say' : place(path, line)}</span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function place(path: string | undefined, line: number | undefined): string {
  if (path === undefined) return '';
  return line === undefined ? path : `${path}:${line}`;
}
