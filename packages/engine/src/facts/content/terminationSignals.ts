import { Finding } from '../../contract/verdict';
import { Dependencies } from '../dependencies/dependency';
import { ImageStart } from '../image/imageStart';
import { BuildContext } from '../image/imageUnit';
import { relativeTo } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';
import { readStartContent } from './startContent';

/** What sources, dependencies, configuration and start command say of SIGTERM. */
export interface TerminationSignals {
  readonly handled: readonly Finding[];
  readonly ignored: readonly Finding[];
}

interface Place {
  readonly index: number;
  readonly length: number;
}

interface Pattern {
  readonly files: RegExp;
  readonly text: RegExp | ((text: string) => Place | undefined);
  readonly message: string;
}

const script = /\.([cm]?[jt]s|[jt]sx)$/;
const handlers: readonly Pattern[] = [
  {
    files: script,
    text: /process\s*\.\s*(on|once|addListener)\s*\(\s*(\[\s*)?['"`]SIGTERM['"`]/,
    message: 'process.on handles SIGTERM',
  },
  {
    files: script,
    text: /['"`]SIGTERM['"`][^;]{0,200}\.(forEach|map)\s*\([^;]{0,200}process\s*\.\s*(on|once)\s*\(/,
    message: 'process.on handles SIGTERM',
  },
  {
    files: script,
    text: /for\s*\([^)]{0,200}['"`]SIGTERM['"`][^)]{0,100}\)\s*(\{\s*)?process\s*\.\s*(on|once)\s*\(/,
    message: 'process.on handles SIGTERM',
  },
  {
    files: script,
    text: /\benableShutdownHooks\s*\(/,
    message: 'NestJS shutdown hooks are enabled',
  },
  {
    files: script,
    text: /\b(createTerminus|createLightship|closeWithGrace|gracefulShutdown\s*\(\s*(server|app|fastify)|createHttpTerminator)\b/,
    message: 'a library closes the server on SIGTERM',
  },
  {
    files: /\.go$/,
    text: /signal\.(Notify|NotifyContext)\s*\([^;{}]{0,300}(SIGTERM)/,
    message: 'signal.Notify handles SIGTERM',
  },
  {
    files: /\.go$/,
    text: findNotifiedList,
    message: 'signal.Notify handles SIGTERM',
  },
  {
    files: /\.py$/,
    text: /signal\s*\.\s*signal\s*\(\s*(signal\s*\.\s*)?(Signals\s*\.\s*)?SIGTERM\s*,\s*(?!signal\.SIG_IGN|SIG_IGN|signal\.SIG_DFL|SIG_DFL)/,
    message: 'signal.signal handles SIGTERM',
  },
  {
    files: /\.py$/,
    text: /add_signal_handler\s*\(\s*(signal\s*\.\s*)?SIGTERM/,
    message: 'add_signal_handler handles SIGTERM',
  },
  {
    files: /\.py$/,
    text: /\b(uvicorn|hypercorn)\s*\.\s*(run|serve|Server)\s*\(/,
    message: 'the server shuts down gracefully by itself',
  },
  {
    files: /\.(java|kt|scala|groovy)$/,
    text: /addShutdownHook\s*[({]|ShutdownHookThread|sys\.addShutdownHook/,
    message: 'addShutdownHook runs at SIGTERM',
  },
  {
    files: /\.rs$/,
    text: /SignalKind::terminate\s*\(|tokio::signal::unix|with_graceful_shutdown\s*\(|signal_hook::/,
    message: 'tokio handles SIGTERM',
  },
  {
    files: /\.cs$/,
    text: /WebApplication\.(CreateBuilder|CreateSlimBuilder)|Host\.(CreateDefaultBuilder|CreateApplicationBuilder)|PosixSignalRegistration\.Create|\bWebHost\.CreateDefaultBuilder/,
    message: 'the generic host stops gracefully',
  },
  {
    files: /\.rb$/,
    text: /(Signal\.)?trap\s*(\(\s*)?['":](SIG)?TERM(?!['"]?\s*,\s*['"](SIG_)?IGN)/,
    message: 'trap handles SIGTERM',
  },
  {
    files: /\.php$/,
    text: /pcntl_signal\s*\(\s*SIGTERM\s*,\s*(?!SIG_IGN)/,
    message: 'pcntl_signal handles SIGTERM',
  },
  {
    files: /\.exs?$/,
    text: /:os\.set_signal\s*\(\s*:sigterm/,
    message: 'the signal handler is set',
  },
  {
    files: /application[\w-]*\.(properties|ya?ml)$/,
    text: /server\.shutdown\s*[=:]\s*["']?graceful|server:[ \t\r]*\n(?:[ \t]*\r?\n|[ \t]+[^\s][^\n]*\n){0,30}?[ \t]+shutdown:[ \t]*["']?graceful/,
    message: 'Spring shuts the server down gracefully',
  },
];
const ignorers: readonly Pattern[] = [
  {
    files: script,
    text: /process\s*\.\s*(on|once)\s*\(\s*['"`]SIGTERM['"`]\s*,\s*(async\s*)?(\(\s*\)|_)\s*=>\s*(\{\s*\}|undefined|null)\s*\)/,
    message: 'process.on ignores SIGTERM',
  },
  {
    files: script,
    text: /process\s*\.\s*(on|once)\s*\(\s*['"`]SIGTERM['"`]\s*,\s*function\s*\(\s*\)\s*\{\s*\}\s*\)/,
    message: 'process.on ignores SIGTERM',
  },
  {
    files: /\.go$/,
    text: /signal\.Ignore\s*\([^;{}]{0,200}SIGTERM/,
    message: 'signal.Ignore ignores SIGTERM',
  },
  {
    files: /\.py$/,
    text: /signal\s*\.\s*signal\s*\(\s*(signal\s*\.\s*)?SIGTERM\s*,\s*(signal\s*\.\s*)?SIG_IGN/,
    message: 'signal.signal ignores SIGTERM',
  },
  {
    files: /\.rb$/,
    text: /trap\s*(\(\s*)?['":](SIG)?TERM['"]?\s*,\s*['"](SIG_)?IGN/,
    message: 'trap ignores SIGTERM',
  },
  {
    files: /\.php$/,
    text: /pcntl_signal\s*\(\s*SIGTERM\s*,\s*SIG_IGN/,
    message: 'pcntl_signal ignores SIGTERM',
  },
];

const servers: readonly (readonly [RegExp, string])[] = [
  [/^(gunicorn|uvicorn|hypercorn|celery|daphne|granian)$/, 'finishes its requests on SIGTERM'],
  [/^(puma|unicorn)$/, 'finishes its requests on SIGTERM'],
  [
    /^(nginx|httpd|httpd-foreground|apache2-foreground|envoy|haproxy|caddy)$/,
    'handles SIGTERM itself',
  ],
];
const leftOut =
  /(^|\/)(node_modules|vendor|third_party|tests?|__tests__|spec|e2e|fixtures|examples|samples|docs|scripts|tools)\//;

const textLimit = 128 * 1024;
/** `trap '' TERM`, which the program that the script starts inherits. */
const ignoringTrap =
  /(?:^|[\n;&|])[ \t]*trap[ \t]+(?:--[ \t]+)?(?:''|"")[ \t][^\n;#]{0,100}?\b(?:SIG)?TERM\b/;

/** Kinds of files with one expression each, so that a path is looked at once for each of them, not for each pattern. */
const kindsOfFiles = new Map<string, RegExp>();

function sharing(one: Pattern): Pattern {
  const key = String(one.files);
  const files = kindsOfFiles.get(key) ?? one.files;
  kindsOfFiles.set(key, files);
  return { ...one, files };
}

const allIgnorers = ignorers.map(sharing);
const allHandlers = handlers.map(sharing);

/** Searches what is collected; a dependency and its version can prove a handler too. */
export function findTerminationSignals(options: {
  readonly tree: RepositoryTree;
  readonly dependencies: Dependencies;
  readonly start: ImageStart;
  readonly context: BuildContext | undefined;
  /** Folders of the other images of a common context: their sources say nothing of this one. */
  readonly foreign?: readonly string[];
}): TerminationSignals {
  const { tree, dependencies, start, context, foreign = [] } = options;
  const folder = context?.kind === 'folder' ? context.path : '';
  const handled: Finding[] = [];
  const ignored: Finding[] = [];
  const started = readStartContent(start);
  for (const one of started.scripts) {
    const at = ignoringTrap.exec(one.text.slice(0, textLimit));
    if (!at) continue;
    const lines = one.text.slice(0, at.index + 1).split('\n').length - 1;
    const line = one.location.line === undefined ? undefined : one.location.line + lines;
    ignored.push({ message: 'The start script ignores SIGTERM (trap).', ...one.location, line });
  }
  for (const { command, location } of started.commands) {
    const words =
      command.name === 'bundle' || command.name === 'uv' || command.name === 'poetry'
        ? command.words
        : [command.name];
    const module =
      /^python[\d.]*$/.test(command.name) && command.words[1] === '-m' ? [command.words[2]!] : [];
    for (const [pattern, what] of servers) {
      const name = [...words, ...module].find(word => pattern.test(word));
      if (name !== undefined) handled.push({ message: `${name} ${what}.`, ...location });
    }
    // `rails server`, also behind thrust or bundle exec, starts the server that the Gemfile names.
    const rails = command.words.findIndex(word => /(^|\/)rails$/.test(word));
    if (rails >= 0 && /^(server|s)$/.test(command.words[rails + 1] ?? '')) {
      const [server] = dependencies.find(/^(puma|unicorn|falcon)$/);
      if (server) {
        const message = `rails server starts ${server.dependency.name}, which finishes its requests on SIGTERM.`;
        handled.push({ message, path: server.manifest.path, line: server.dependency.line });
      }
    }
    if (command.name === 'fastapi' && /^(run|dev)$/.test(command.words[1] ?? '')) {
      handled.push({ message: 'fastapi run starts uvicorn, which handles SIGTERM.', ...location });
    }
  }
  for (const { path, content } of tree.entries) {
    if (
      content.status !== 'present' ||
      leftOut.test(path) ||
      foreign.some(one => path.startsWith(`${one}/`)) ||
      relativeTo(folder, path) === undefined
    )
      continue;
    const kinds = [...kindsOfFiles.values()].filter(files => files.test(path));
    if (kinds.length === 0) continue;
    for (const { files, text, message } of allIgnorers) {
      if (kinds.includes(files))
        search(content.value, text, finding =>
          ignored.push({ message: `${message}.`, path, ...finding }),
        );
    }
    for (const { files, text, message } of allHandlers) {
      if (kinds.includes(files))
        search(content.value, text, finding =>
          handled.push({ message: `${message}.`, path, ...finding }),
        );
    }
  }
  const immediate = tree.entries.some(
    ({ path, content }) =>
      /application[\w-]*\.(properties|ya?ml)$/.test(path) &&
      content.status === 'present' &&
      /server\.shutdown\s*[=:]\s*["']?immediate|[ \t]shutdown:\s*["']?immediate/.test(
        content.value.slice(0, textLimit),
      ),
  );
  const frameworks = findFrameworks(dependencies, folder);
  handled.push(...frameworks.filter(({ message }) => !immediate || !/^Spring/.test(message)));
  return { handled, ignored };
}

/** A list of signals with SIGTERM, and `signal.Notify` after it: each is looked up once, not once for each other. */
function findNotifiedList(text: string): Place | undefined {
  for (const list of text.matchAll(/=\s*\[\]os\.Signal\s*\{([^}]{0,207})/g)) {
    const inside = list[1]!.indexOf('SIGTERM');
    if (inside < 0) continue;
    const start = list.index + list[0].length - list[1]!.length + inside;
    const notify = text.slice(start, start + 5020).indexOf('signal.Notify');
    if (notify >= 0) return { index: list.index, length: start + notify - list.index };
  }
  return undefined;
}

function findPlace(text: string, pattern: Pattern['text']): Place | undefined {
  if (typeof pattern === 'function') return pattern(text);
  const match = pattern.exec(text);
  return match ? { index: match.index, length: match[0].length } : undefined;
}

function search(
  text: string,
  pattern: Pattern['text'],
  add: (finding: { line: number }) => void,
): void {
  const all = text.slice(0, textLimit);
  for (let from = 0, guard = 0; guard < 20; guard++) {
    const match = findPlace(all.slice(from), pattern);
    if (!match) return;
    const at = from + match.index;
    const start = all.lastIndexOf('\n', at - 1) + 1;
    // A handler in a comment handles nothing; the next one may.
    if (!/^\s*(\/\/|#|\*|\/\*)/.test(all.slice(start, at + 1))) {
      add({ line: all.slice(0, at).split('\n').length });
      return;
    }
    from = at + Math.max(match.length, 1);
  }
}

/** Frameworks whose server stops gracefully without a line of code. */
function findFrameworks(dependencies: Dependencies, folder: string): Finding[] {
  const found: Finding[] = [];
  for (const { dependency, manifest } of dependencies.find(
    /^(io\.quarkus|io\.micronaut|@godaddy\/terminus|lightship|close-with-grace|fastify-graceful-shutdown|http-terminator|Microsoft\.NET\.Sdk\.(Web|Worker)$|org\.springframework\.boot([:.]|$))/,
  )) {
    if (relativeTo(folder, manifest.path) === undefined) continue;
    const { name, version, line } = dependency;
    const at = { path: manifest.path, line };
    if (name.startsWith('org.springframework.boot')) {
      // Graceful is the default since Spring Boot 3.4; the version stands at the parent, the plugin or the list of versions.
      const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? [];
      const versioned = dependency.role !== undefined;
      if (versioned && (Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 4))) {
        found.push({ message: `Spring Boot ${version} shuts down gracefully by default.`, ...at });
      }
    } else if (name.startsWith('Microsoft.NET.Sdk')) {
      found.push({ message: `${name} runs on the generic host, which stops gracefully.`, ...at });
    } else if (name.includes('quarkus') || name.includes('micronaut')) {
      found.push({ message: `${name} shuts down gracefully on SIGTERM.`, ...at });
    } else {
      found.push({ message: `${name} closes the server on SIGTERM.`, ...at });
    }
  }
  return found;
}
