import { useApi } from '@backstage/frontend-plugin-api';
import { EntityScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { Loaded, useLoad } from './useLoad';

/** Milliseconds between two looks at a running assessment; the last one repeats. */
const pollDelays = [1_000, 1_500, 2_000, 3_000, 5_000];
/** About three minutes; an assessment that takes longer is looked up again by hand. */
const mostPolls = 40;
/** Milliseconds between two looks at a scorecard at rest, so that a push shows up on an open page. */
const restDelay = 30_000;

/** The scorecard of one entity, kept current. */
export interface LoadedScorecard extends Loaded<EntityScorecard> {
  /** Asks for a new assessment and follows it. */
  readonly refresh: () => void;
  /** True from the click until the assessment is done. */
  readonly refreshing: boolean;
  /** Why the newest assessment could not be asked for. */
  readonly refreshError?: Error;
  /** True when a running assessment took longer than the page was willing to follow. */
  readonly gaveUp: boolean;
}

/** Loads the scorecard of an entity; follows a running assessment for a bounded time and looks for news in between. */
export function useScorecard(entityRef: string): LoadedScorecard {
  const api = useApi(containerLensApiRef);
  const loaded = useLoad(entityRef, signal => api.getScorecard(entityRef, { signal }));
  const [asking, setAsking] = useState(false);
  const [refreshError, setRefreshError] = useState<Error>();
  const [polls, setPolls] = useState(0);
  const { value, loading, reload } = loaded;

  const running = Boolean(value && (value.refreshing || value.status === 'pending'));
  const gaveUp = running && polls >= mostPolls;

  useEffect(() => {
    if (!value || loading || gaveUp) {
      return undefined;
    }
    if (!running) {
      setPolls(0);
    }
    const delay = running ? (pollDelays[polls] ?? pollDelays[pollDelays.length - 1]) : restDelay;
    const timer = setTimeout(() => {
      if (running) {
        setPolls(current => current + 1);
        reload();
      } else if (document.visibilityState === 'visible') {
        reload();
      }
    }, delay);
    return () => clearTimeout(timer);
  }, [value, loading, running, gaveUp, polls, reload]);

  const shown = useRef(entityRef);
  shown.current = entityRef;
  const refresh = useCallback(() => {
    setAsking(true);
    setRefreshError(undefined);
    setPolls(0);
    api
      .refresh(entityRef)
      .then(() => shown.current === entityRef && reload())
      .catch(error => setRefreshError(error))
      .finally(() => setAsking(false));
  }, [api, entityRef, reload]);

  return { ...loaded, refresh, refreshing: asking || (running && !gaveUp), refreshError, gaveUp };
}
