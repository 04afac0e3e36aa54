import { lineOf, LogSignal } from './logSignal';

/** winston, pino and bunyan. */
export function readScriptLogs(path: string, text: string): LogSignal[] {
  const found: LogSignal[] = [];
  const add = (pattern: RegExp, what: string, console: boolean) => {
    const match = pattern.exec(text);
    if (!match || isComment(text, match.index)) return;
    const message = console
      ? `${what} writes to a file beside the console.`
      : `${what} writes to files only.`;
    found.push({ finding: { message, path, line: lineOf(text, match.index) }, console });
  };
  if (/winston/.test(text)) {
    const console = /transports\.Console\s*\(|new\s+Console\s*\(/.exec(text);
    // The usual example adds the console only outside of production.
    const guard = console ? text.slice(Math.max(0, console.index - 250), console.index) : '';
    const guarded = /NODE_ENV\s*!==?\s*['"`]production['"`][^}]*$/.test(guard);
    const production = console !== null && !guarded;
    add(
      /transports\.(File|DailyRotateFile)\s*\(|new\s+DailyRotateFile\s*\(/,
      'winston',
      production,
    );
  }
  if (/\bpino\b/.test(text)) {
    const console =
      /pino\.destination\s*\(\s*(1|2|\))|destination:\s*(1|2|process\.stdout)|process\.stdout|pino-pretty/.test(
        text,
      );
    add(
      /(?:pino|require\(['"`]pino['"`]\))\.destination\s*\(\s*(\{[^}]{0,200}dest\s*:\s*)?['"`](?!\/dev\/)|target:\s*['"`]pino\/file['"`][^}]{0,200}destination:\s*['"`](?!\/dev\/)|target:\s*['"`]pino-roll['"`]/,
      'pino',
      console,
    );
  }
  if (/\bbunyan\b/.test(text)) {
    add(
      /\b(type:\s*['"`](rotating-)?file['"`]|path:\s*['"`][^'"`]*\.log)/,
      'bunyan',
      /stream:\s*process\.(stdout|stderr)/.test(text),
    );
  }
  return found;
}

/** logging.basicConfig, handlers of the root logger and dictConfig in Python. */
export function readPythonLogs(path: string, text: string): LogSignal[] {
  const basic = /logging\.basicConfig\s*\(([^()]|\([^()]*\)){0,2000}?\bfilename\s*=/.exec(text);
  const signal = (index: number, console: boolean): LogSignal => ({
    finding: {
      message: console
        ? 'The root logger writes to a file too.'
        : 'The root logger of Python writes to files only.',
      path,
      line: lineOf(text, index),
    },
    console,
  });
  if (basic && !isComment(text, basic.index)) return [signal(basic.index, false)];
  const root =
    /['"](?:root|)['"]\s*:\s*\{[^{}]{0,500}?['"]handlers['"]\s*:\s*[[(]([^\])]{0,300})[\])]/.exec(
      text,
    );
  if (root && /dictConfig|LOGGING\s*=|logconfig_dict/.test(text)) {
    const names = [...root[1]!.matchAll(/['"]([\w.-]+)['"]/g)].map(match => match[1]!);
    const kinds = names.map(name => {
      const at = new RegExp(
        `['"]${name.replace(/[.\\-]/g, '\\$&')}['"]\\s*:\\s*\\{[^}]{0,400}?['"](?:class|\\(\\))['"]\\s*:\\s*['"]([\\w.]+)['"]`,
      ).exec(text);
      return at?.[1] ?? '';
    });
    if (!kinds.some(kind => /FileHandler$/.test(kind))) return [];
    return [
      signal(
        root.index,
        kinds.some(kind => !/FileHandler$/.test(kind)),
      ),
    ];
  }
  const added = /getLogger\(\s*\)\s*\.addHandler\s*\(\s*[\w.]*FileHandler/.exec(text);
  return added ? [signal(added.index, /StreamHandler/.test(text))] : [];
}

/** `WriteTo.File` of Serilog in code. */
export function readSerilogCode(path: string, text: string): LogSignal[] {
  const match = /\.WriteTo\s*\.\s*(Async\s*\([^)]{0,50})?\.?File\s*\(/.exec(text);
  if (!match || isComment(text, match.index)) return [];
  const console = /WriteTo\s*\.\s*Console\s*\(|ReadFrom\.Configuration/.test(text);
  const message = console
    ? 'Serilog writes to a file beside its other sinks.'
    : 'Serilog writes to files only.';
  return [{ finding: { message, path, line: lineOf(text, match.index) }, console }];
}

/** Sinks of Serilog in appsettings.json. */
export function readSerilogSettings(path: string, text: string): LogSignal[] {
  if (!/"Serilog"/.test(text)) return [];
  const match = /"Name"\s*:\s*"(File|RollingFile)"/.exec(text);
  if (!match) return [];
  const console = /"Name"\s*:\s*"(Console|Debug|Seq|Http|OpenTelemetry|AmazonCloudWatch)"/.test(
    text,
  );
  const message = console
    ? 'Serilog writes to a file beside its other sinks.'
    : 'Serilog writes to files only.';
  return [{ finding: { message, path, line: lineOf(text, match.index) }, console }];
}

function isComment(text: string, index: number): boolean {
  return /^\s*(\/\/|#|\*)/.test(text.slice(text.lastIndexOf('\n', index) + 1, index));
}
