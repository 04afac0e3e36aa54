import { WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { Notice } from '../presentation/Notice';
import { count } from '../presentation/score';
import { FindingList } from './FindingList';

const kinds = { error: 'error', warning: 'warning', info: 'info' } as const;
const order = ['error', 'warning', 'info'] as const;

/** What is wrong with the statements and accepted risks of the repository, or ends soon. Nothing where all is well. */
export function Declarations({ notices = [] }: Pick<WireScorecard, 'notices'>) {
  const worst = order.find(severity => notices.some(notice => notice.severity === severity));
  if (!worst) {
    return null;
  }
  const sorted = order.flatMap(severity => notices.filter(notice => notice.severity === severity));
  return (
    <Notice
      kind={kinds[worst]}
      title={`${count(notices.length, 'notice')} about .container-lens.yaml`}
    >
      <FindingList findings={sorted} />
    </Notice>
  );
}
