import { useCallback, useEffect, useRef, useState } from 'react';

/** What is known of something that is loaded. */
export interface Loaded<T> {
  /** The newest value of this key; stays while it is loaded again and when that fails. */
  readonly value?: T;
  /** The newest value of whatever key was loaded before, to keep the page still while the next one comes. */
  readonly previous?: T;
  /** Why the newest attempt failed. */
  readonly error?: Error;
  readonly loading: boolean;
  readonly reload: () => void;
}

interface State<T> {
  readonly key?: string;
  readonly value?: T;
  readonly error?: Error;
  readonly loading: boolean;
}

/**
 * Loads something and loads it again when its key changes or on demand. Answers to outdated questions are dropped, so
 * a slow answer never replaces a newer one. Nothing is loaded while the key is undefined.
 */
export function useLoad<T>(
  key: string | undefined,
  load: (signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const [state, setState] = useState<State<T>>({ loading: key !== undefined });
  const [attempt, setAttempt] = useState(0);
  const loadRef = useRef(load);
  loadRef.current = load;

  useEffect(() => {
    if (key === undefined) {
      return undefined;
    }
    const abort = new AbortController();
    setState(current => ({
      ...current,
      loading: true,
      ...(current.key !== key && { error: undefined }),
    }));
    loadRef
      .current(abort.signal)
      .then(value => {
        if (!abort.signal.aborted) {
          setState({ key, value, loading: false });
        }
      })
      .catch(cause => {
        if (!abort.signal.aborted) {
          const error = cause instanceof Error ? cause : new Error(String(cause));
          setState(({ key: known, value }) =>
            known === key ? { key, value, error, loading: false } : { key, error, loading: false },
          );
        }
      });
    return () => abort.abort();
  }, [key, attempt]);

  const reload = useCallback(() => setAttempt(current => current + 1), []);
  const current = key !== undefined && state.key === key;
  return {
    value: current ? state.value : undefined,
    previous: state.value,
    error: current ? state.error : undefined,
    loading: key !== undefined && (state.loading || !current),
    reload,
  };
}
