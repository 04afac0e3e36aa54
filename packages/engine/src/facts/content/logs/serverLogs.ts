import { LogSignal } from './logSignal';

const directive =
  /^\s*(access_log|error_log|CustomLog|ErrorLog|TransferLog|accesslog|errorlog|stdout_logfile|stderr_logfile)(?:\s*=)?\s+["']?([^\s"';]+)/;
const assigned = /^\s*(accesslog|errorlog|stdout_logfile|stderr_logfile)\s*=\s*["']?([^\s"';]+)/;

/** Logs of nginx, httpd, gunicorn and supervisord in their configuration. */
export function readServerLogs(path: string, text: string): LogSignal[] {
  return text.split(/\r?\n/).flatMap((raw, index): LogSignal[] => {
    const line = raw.slice(0, 2000);
    const [, name, written = ''] = assigned.exec(line) ?? directive.exec(line) ?? [];
    if (name === undefined) return [];
    const file = written.replace(/^\$\{APACHE_LOG_DIR\}/, '/var/log/apache2');
    const elsewhere =
      /^(off|-|none|null|stderr|stdout|syslog.*|NONE|AUTO|memory:.*|\||\$|%)/i.test(file) ||
      /^\/(dev\/(std|fd|null)|proc\/)/.test(file);
    if (elsewhere || file === '') return [];
    const message = `${name} is the regular file ${file}.`;
    return [{ finding: { message, path, line: index + 1 }, file, console: false }];
  });
}

/** `[logger_root]` of a logging.ini. */
export function readIniLogs(path: string, text: string): LogSignal[] {
  const root = /^\[logger_root\][^[]{0,500}?^handlers\s*=\s*(?!\s)(.*)$/m.exec(text);
  if (!root) return [];
  const kinds = root[1]!.split(',').map(name => {
    const section = text.split(`[handler_${name.trim()}]`)[1]?.split(/^\[/m)[0] ?? '';
    return /^class\s*=\s*(\S+)/m.exec(section)?.[1] ?? '';
  });
  if (!kinds.some(kind => /FileHandler$/.test(kind))) return [];
  const console = kinds.some(kind => !/FileHandler$/.test(kind));
  const message = console
    ? 'The root logger writes to a file too.'
    : 'The root logger of Python writes to files only.';
  const line = text.slice(0, root.index).split('\n').length;
  return [{ finding: { message, path, line }, console }];
}
