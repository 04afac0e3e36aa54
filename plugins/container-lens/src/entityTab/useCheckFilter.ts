import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { isVerdict } from '../presentation/verdict';
import { CheckFilter } from './arrangeChecks';
import { checkParameter } from './checkAddress';
import { CheckView } from './ViewSwitch';

/** The filter of the tab as it stands in the address, and how to change it. */
export function useCheckFilter(): {
  readonly filter: CheckFilter;
  readonly setFilter: (filter: CheckFilter) => void;
  readonly view: CheckView;
  readonly setView: (view: CheckView) => void;
  /** The check a link led to. */
  readonly linkedCheck?: string;
} {
  const [params, setParams] = useSearchParams();
  const verdictText = params.get('verdict') ?? '';
  const text = params.get('q') ?? '';

  const filter = useMemo(
    () => ({ verdicts: verdictText.split(',').filter(isVerdict), text }),
    [verdictText, text],
  );
  const setFilter = useCallback(
    (next: CheckFilter) =>
      setParams(
        current => {
          const changed = new URLSearchParams(current);
          changed.delete(checkParameter);
          setOrDelete(changed, 'verdict', next.verdicts.join(','));
          setOrDelete(changed, 'q', next.text);
          return changed;
        },
        { replace: true },
      ),
    [setParams],
  );
  const setView = useCallback(
    (next: CheckView) =>
      setParams(
        current => {
          const changed = new URLSearchParams(current);
          setOrDelete(changed, 'view', next === 'questions' ? next : '');
          return changed;
        },
        { replace: true },
      ),
    [setParams],
  );
  const view = params.get('view') === 'questions' ? 'questions' : 'results';
  return { filter, setFilter, view, setView, linkedCheck: params.get(checkParameter) ?? undefined };
}

function setOrDelete(params: URLSearchParams, name: string, value: string) {
  if (value) {
    params.set(name, value);
  } else {
    params.delete(name);
  }
}
