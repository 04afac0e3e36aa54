import { useEffect, useState } from 'react';
import { sayAge } from './age';

/** The age of something in words that stay true while the page is open; the exact time shows on hover. */
export function Age({ at }: { at: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  // A value that arrives between two ticks must not look older or younger than it is.
  const latest = new Date(Math.max(now.getTime(), Date.now()));
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()}>
      {sayAge(at, latest)}
    </time>
  );
}
