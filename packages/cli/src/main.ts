import { runLens } from './runLens';

let outputFailed = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that closes the pipe early (lens check | head) is not an error.
  if (error.code === 'EPIPE') return;
  outputFailed = true;
  process.exitCode = 2;
  process.stderr.write(`lens: the report could not be written (${error.code}).\n`);
});

void runLens(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  terminalColumns: process.stdout.isTTY ? process.stdout.columns : undefined,
  writeOutput: text => process.stdout.write(text),
  writeError: text => process.stderr.write(text),
  loadGoldenPath: () => import('./goldenPath/testFolder'),
}).then(exitCode => {
  process.exitCode = outputFailed ? 2 : exitCode;
});
