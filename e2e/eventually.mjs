/** Repeats `probe` until it returns something true; fails with `what` after `timeoutMs`. */
export async function eventually(what, probe, timeoutMs = 30_000) {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const result = await probe();
    if (result) return result;
    if (Date.now() > giveUpAt) throw new Error(`Waited ${timeoutMs / 1000} s in vain: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
