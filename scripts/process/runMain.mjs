import { stopWithParent } from './stopWithParent.mjs';
import { UsageError } from './usageError.mjs';

/** Runs a script's `main`; what the reader can mend is one sentence, anything else keeps its stack. */
export async function runMain(main) {
  if (process.env.npm_lifecycle_event) stopWithParent();
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (error) {
    console.error(error instanceof UsageError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
