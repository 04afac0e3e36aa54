import {
  RemixiconComponentType,
  RiErrorWarningLine,
  RiInformationLine,
  RiLockLine,
  RiTimeLine,
} from '@remixicon/react';
import { ReactNode } from 'react';
import { joinClasses } from './joinClasses';
import { Tone, toneClass } from './tone';
import styles from './presentation.module.css';

type NoticeKind = 'info' | 'waiting' | 'warning' | 'error' | 'forbidden';

const looks: Readonly<Record<NoticeKind, { tone: Tone; icon: RemixiconComponentType }>> = {
  info: { tone: 'fine', icon: RiInformationLine },
  waiting: { tone: 'fine', icon: RiTimeLine },
  warning: { tone: 'caution', icon: RiErrorWarningLine },
  error: { tone: 'poor', icon: RiErrorWarningLine },
  forbidden: { tone: 'neutral', icon: RiLockLine },
};

/** Properties of {@link Notice}. */
export interface NoticeProps {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly children?: ReactNode;
  /** A button that helps. */
  readonly action?: ReactNode;
}

/** A message about the page: what is the case, why, and what to do. Announced to screen readers when it appears. */
export function Notice({ kind, title, children, action }: NoticeProps) {
  const { tone, icon: Icon } = looks[kind];
  return (
    <div
      className={joinClasses(styles.notice, toneClass(tone))}
      role={kind === 'error' ? 'alert' : 'status'}
    >
      <Icon size={18} aria-hidden />
      <div className={styles.noticeText}>
        <p className={styles.noticeTitle}>{title}</p>
        {children && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}
