import { StartContent } from '../startContent';
import { isLogPath, LogSignal } from './logSignal';

const options =
  /^(--(log-?file|access-?log-?file|error-?log-?file|logto|log-file-path|log_file))=?(.*)$/i;

/** Redirections and log options of everything that runs at start. */
export function readStartLogs({ commands }: StartContent): LogSignal[] {
  return commands.flatMap(({ command, redirects, location }): LogSignal[] => {
    const found = redirects.filter(isLogPath).map(file => ({
      finding: { message: `The output of ${command.name} is redirected to ${file}.`, ...location },
      file,
      console: false,
    }));
    if (command.name === 'tee') {
      const file = command.words.slice(1).find(isLogPath);
      if (file !== undefined) {
        const message = `tee copies the output into ${file} too.`;
        found.push({ finding: { message, ...location }, file, console: true });
      }
    }
    command.words.forEach((word, i) => {
      const match = options.exec(word);
      const file = match?.[3] || command.words[i + 1];
      if (match && file !== undefined && isLogPath(file)) {
        const message = `${command.name} logs to ${file} (${match[1]}).`;
        found.push({ finding: { message, ...location }, file, console: false });
      }
    });
    return found;
  });
}
