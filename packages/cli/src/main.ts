import { runLens } from './runLens';

// A reader that closes the pipe early (lens check | head) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void runLens(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  terminalColumns: process.stdout.isTTY ? process.stdout.columns : undefined,
  writeOutput: text => process.stdout.write(text),
  writeError: text => process.stderr.write(text),
}).then(exitCode => {
  process.exitCode = exitCode;
});
