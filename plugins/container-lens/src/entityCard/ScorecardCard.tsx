import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Flex, Skeleton } from '@backstage/ui';
import { useScorecard } from '../data/useScorecard';
import { PillarBars } from '../presentation/PillarBars';
import { entityTabRouteRef } from '../routes';
import { FixList } from '../scorecard/FixList';
import { Provenance } from '../scorecard/Provenance';
import { RefreshButton } from '../scorecard/RefreshButton';
import { ScorecardGate } from '../scorecard/ScorecardGate';
import { ScoreSummary } from '../scorecard/ScoreSummary';

/** The scorecard of an entity at a glance. */
export function ScorecardCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const loaded = useScorecard(entityRef);
  const tab = useRouteRef(entityTabRouteRef)?.();

  return (
    <EntityInfoCard
      title="Container Lens"
      headerActions={
        loaded.value && (
          <RefreshButton
            entityRef={entityRef}
            refreshing={loaded.refreshing}
            onRefresh={loaded.refresh}
          />
        )
      }
      footerActions={
        tab &&
        loaded.value?.scorecard && (
          <ButtonLink href={tab} variant="tertiary" size="small">
            All checks
          </ButtonLink>
        )
      }
    >
      <ScorecardGate loaded={loaded} skeleton={<CardSkeleton />}>
        {(scorecard, answer) => (
          <>
            <ScoreSummary score={scorecard.score} example={answer.example} size={84} />
            <PillarBars pillars={scorecard.pillars} />
            <FixList scorecard={scorecard} limit={3} tab={tab} />
            <Provenance answer={answer} />
          </>
        )}
      </ScorecardGate>
    </EntityInfoCard>
  );
}

function CardSkeleton() {
  return (
    <Flex direction="column" gap="5">
      <Flex align="center" gap="5">
        <Skeleton width={84} height={84} rounded />
        <Flex direction="column" gap="2">
          <Skeleton width={120} height={20} />
          <Skeleton width={180} height={16} />
        </Flex>
      </Flex>
      <Skeleton width="100%" height={96} />
      <Skeleton width="100%" height={72} />
    </Flex>
  );
}
