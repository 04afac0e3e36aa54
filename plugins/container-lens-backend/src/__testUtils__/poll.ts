/** Asks until the answer satisfies, at most ten seconds; then fails with the last answer. */
export async function poll<T>(
  ask: () => Promise<T>,
  satisfies: (answer: T) => boolean,
): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`Nothing better came in time than ${JSON.stringify(answer)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
