import { CommandReader } from '../src/facts/ci/commands/followCommands';
import { readJustfile, readTaskfile } from '../src/facts/ci/commands/readTaskfile';
import { readMakefile } from '../src/facts/ci/commands/readMakefile';
import { readJenkinsfile } from '../src/facts/ci/jenkins/readJenkinsfile';
import {
  readJavaProperties,
  readSpringYaml,
  readXmlLogging,
} from '../src/facts/content/logs/javaLogs';
import { readIniLogs, readServerLogs } from '../src/facts/content/logs/serverLogs';
import {
  readPythonLogs,
  readScriptLogs,
  readSerilogCode,
  readSerilogSettings,
} from '../src/facts/content/logs/sourceLogs';
import { readStartText } from '../src/facts/content/readStartText';
import { findTerminationSignals } from '../src/facts/content/terminationSignals';
import {
  readGemfile,
  readGoMod,
  readGradle,
  readMix,
  readSetupCfg,
  readSetupPy,
} from '../src/facts/dependencies/readTextManifest';
import { readXml } from '../src/facts/dependencies/readXml';
import { parseDockerfile } from '../src/facts/dockerfile/parseDockerfile';
import { readIgnorePragmas } from '../src/facts/lint/ignorePragmas';
import { listShellCommands } from '../src/facts/script/shellCommands';
import { FuzzTarget } from './fuzzTarget';
import { longText } from './longText';

const sources = ['a.js', 'a.go', 'a.py', 'a.rb', 'a.php', 'a.java', 'application.yml'];

const absent = (): { status: 'absent' } => ({ status: 'absent' });
const noTree = { entries: [], links: [], has: () => false, hasFolder: () => false, read: absent };

function signals(value: string): unknown {
  const entries = sources.map(path => ({
    path,
    size: value.length,
    type: 'file' as const,
    content: { status: 'present' as const, value },
  }));
  return findTerminationSignals({
    tree: { ...noTree, entries },
    dependencies: { manifests: [], find: () => [] },
    context: { kind: 'folder', path: '' },
    start: {
      unit: 'Dockerfile',
      location: { path: 'Dockerfile' },
      shell: 'dash',
      windows: false,
      start: { kind: 'unknown', code: 'source-error', reason: 'none' },
    },
  });
}

/** Whoever reads a file as a whole, with words of its language. */
const readers: readonly {
  readonly name: string;
  readonly words: readonly string[];
  readonly read: (text: string) => unknown;
}[] = [
  {
    name: 'long-spring',
    words: ['logging:', 'server:', 'file:', 'name:', 'shutdown:', 'graceful', '- ', 'a: b', '---'],
    read: text => [readSpringYaml('a.yml', text), signals(text)],
  },
  {
    name: 'long-properties',
    words: ['rootLogger.appenderRef.a.ref', 'log4j.rootLogger', 'appender.a.name', '=', ',', 'a.b'],
    read: text => readJavaProperties('a.properties', text),
  },
  {
    name: 'long-xml',
    words: ['<appender', '<a ', 'name=', '</a>', '<!--', '-->', '<![CDATA[', ']]>', '&amp;', '/>'],
    read: text => [readXmlLogging('a.xml', text), readXml(text)],
  },
  {
    name: 'long-sources',
    words: [
      ...['process', '.on', 'SIGTERM', 'for', '.map', '=>', 'signal', '.Notify', '.signal', 'trap'],
      ...['= []os.Signal{', 'logging.basicConfig', 'filename=', 'winston', 'pino', 'destination'],
      ...[
        'transports.File',
        '"Serilog"',
        '.WriteTo',
        '.Async',
        "'handlers'",
        'target:',
        'NODE_ENV',
      ],
    ],
    read: text => [
      signals(text),
      readPythonLogs('a.py', text),
      readScriptLogs('a.js', text),
      readSerilogCode('a.cs', text),
      readSerilogSettings('a.json', text),
    ],
  },
  {
    name: 'long-server',
    words: ['access_log', 'error_log', '[logger_root]', 'handlers', 'class', 'syslog', '=', '[a]'],
    read: text => [readServerLogs('a.conf', text), readIniLogs('a.ini', text)],
  },
  {
    name: 'long-shell',
    words: ['if', 'then', 'case a in', 'trap', 'exec', '<<EOF', 'docker build', '&&', '#!', 'a=b'],
    read: text => [listShellCommands(text), readStartText(text)],
  },
  {
    name: 'long-make',
    words: ['a:', ':=', 'tasks:', 'include', '$(shell', '$(sort', 'define', '.PHONY', '- cmd:'],
    read: text => [readMakefile(text), readTaskfile(text), readJustfile(text)],
  },
  {
    name: 'long-jenkins',
    words: ['sh', 'script:', 'when', 'expression', 'branch', 'environment', 'a =', "stage('a')"],
    read: text =>
      readJenkinsfile(
        'Jenkinsfile',
        `pipeline {\nstage('a') {\n${text}`,
        new CommandReader(noTree),
      ),
  },
  {
    name: 'long-dockerfile',
    words: [
      'FROM a',
      'RUN',
      'COPY',
      '# syntax=',
      '# hadolint ignore=',
      '<<EOF',
      'ARG A=',
      '--mount=',
    ],
    read: text => [parseDockerfile('Dockerfile', text), readIgnorePragmas(text)],
  },
  {
    name: 'long-manifest',
    words: [
      ...['implementation', '"a:b:c', 'id', 'version', 'gem', 'group:', 'require', 'replace', '=>'],
      ...['install_requires=[', '{:a, ', 'only:', 'libs.a', 'def', 'platform', 'name:', 'a>=1'],
    ],
    read: text => [
      readGoMod(text),
      readGemfile(text),
      readMix(text),
      readSetupCfg(text),
      readSetupPy(text),
      readGradle(text, new Map()),
    ],
  },
];

/** Long runs of blanks, quotes and brackets between words of the language: what a pattern that is not linear hangs on. */
export const longTextTargets: readonly FuzzTarget[] = readers.map(({ name, words, read }) => ({
  name,
  share: 6,
  limitMs: 4_000,
  make: (_, random) => longText(words, random),
  run: input => read(String(input)),
}));
