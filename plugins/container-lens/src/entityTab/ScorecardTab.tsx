import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Card, CardBody, Flex, Skeleton } from '@backstage/ui';
import { useScorecard } from '../data/useScorecard';
import { PillarBars } from '../presentation/PillarBars';
import { Provenance } from '../scorecard/Provenance';
import { RefreshButton } from '../scorecard/RefreshButton';
import { ScorecardGate } from '../scorecard/ScorecardGate';
import { ScoreSummary } from '../scorecard/ScoreSummary';
import { CheckExplorer } from './CheckExplorer';
import { Declarations } from './Declarations';
import styles from './entityTab.module.css';
import { ExportButton } from './ExportButton';
import { History } from './History';
import { Interval } from './Interval';

/** The whole scorecard of an entity: summary, every check with its reasons, and what changed. */
export function ScorecardTab() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const loaded = useScorecard(entityRef);

  const refresh = (
    <RefreshButton
      entityRef={entityRef}
      refreshing={loaded.refreshing}
      onRefresh={loaded.refresh}
    />
  );
  return (
    <div className={styles.tab}>
      <ScorecardGate loaded={loaded} skeleton={<TabSkeleton />}>
        {(scorecard, answer) => (
          <>
            <Card>
              <CardBody>
                <div className={styles.overview}>
                  <div className={styles.overviewTop}>
                    <ScoreSummary score={scorecard.score} example={answer.example} size={112}>
                      <div className={styles.interval}>
                        <Interval score={scorecard.score} />
                      </div>
                    </ScoreSummary>
                    <div className={styles.actions}>
                      {refresh}
                      <ExportButton answer={answer} />
                    </div>
                  </div>
                  <PillarBars pillars={scorecard.pillars} />
                  <Provenance answer={answer} />
                </div>
              </CardBody>
            </Card>
            <Declarations notices={scorecard.notices} />
            <CheckExplorer scorecard={scorecard} />
            <History entityRef={entityRef} scorecard={scorecard} version={answer.assessedAt} />
          </>
        )}
      </ScorecardGate>
      {loaded.value && !loaded.value.scorecard && <div>{refresh}</div>}
    </div>
  );
}

function TabSkeleton() {
  return (
    <Flex direction="column" gap="5">
      <Skeleton width="100%" height={220} />
      <Skeleton width="40%" height={28} />
      <Skeleton width="100%" height={160} />
      <Skeleton width="100%" height={160} />
    </Flex>
  );
}
