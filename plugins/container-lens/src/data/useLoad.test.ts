import { act, renderHook, waitFor } from '@testing-library/react';
import { useLoad } from './useLoad';

describe('useLoad', () => {
  it('drops an answer that comes after the question has changed', async () => {
    const answers = new Map<string, (value: string) => void>();
    const signals = new Map<string, AbortSignal>();
    const { result, rerender } = renderHook(
      ({ key }) =>
        useLoad(key, signal => {
          signals.set(key, signal);
          return new Promise<string>(resolve => answers.set(key, resolve));
        }),
      { initialProps: { key: 'first' } },
    );
    rerender({ key: 'second' });
    expect(signals.get('first')?.aborted).toBe(true);

    await act(async () => answers.get('second')!('answer to second'));
    await act(async () => answers.get('first')!('answer to first'));

    expect(result.current).toMatchObject({ value: 'answer to second', loading: false });
  });

  it('keeps the value when loading it again fails, but never shows it for another key', async () => {
    let fail = false;
    const { result, rerender } = renderHook(
      ({ key }) =>
        useLoad(key, async () => {
          if (fail) {
            throw new Error('offline');
          }
          return `answer to ${key}`;
        }),
      { initialProps: { key: 'first' as string | undefined } },
    );
    await waitFor(() => expect(result.current.value).toBe('answer to first'));

    fail = true;
    act(() => result.current.reload());
    await waitFor(() => expect(result.current.error?.message).toBe('offline'));
    expect(result.current.value).toBe('answer to first');

    rerender({ key: 'second' });
    expect(result.current.value).toBeUndefined();
    expect(result.current.error).toBeUndefined();
    await waitFor(() => expect(result.current.error?.message).toBe('offline'));
    expect(result.current.value).toBeUndefined();
  });

  it('loads nothing without a key', () => {
    const load = jest.fn();
    const { result } = renderHook(() => useLoad(undefined, load));
    expect(load).not.toHaveBeenCalled();
    expect(result.current).toMatchObject({ loading: false, value: undefined });
  });
});
