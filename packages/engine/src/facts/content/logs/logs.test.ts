import { findTerminationSignals } from '../terminationSignals';
import { readStartText } from '../readStartText';
import { readJavaProperties, readSpringYaml, readXmlLogging } from './javaLogs';
import { readIniLogs, readServerLogs } from './serverLogs';
import { readPythonLogs, readScriptLogs, readSerilogCode, readSerilogSettings } from './sourceLogs';

describe('readers of sources and log configuration', () => {
  it('take linear time for hostile text', () => {
    const start = performance.now();
    for (const piece of [
      'logging.basicConfig(',
      "'root': {'handlers': [LOGGING =",
      'winston pino bunyan transports.File( NODE_ENV !== "production" ',
      "target: 'pino/file' pino bunyan path: '",
      'logging:\n  a:\n',
      '[logger_root]\nhandlers=\n',
      'access_log ',
      'appender.a.name=x\nrootLogger.appenderRef.a.ref=y\n',
      '"Serilog" "Name": ',
      '.WriteTo.Async(',
      '<a>',
    ]) {
      const text = piece.repeat(Math.ceil(120_000 / piece.length));
      readPythonLogs('a.py', text);
      readScriptLogs('a.js', text);
      readSerilogCode('a.cs', text);
      readSerilogSettings('a.json', text);
      readSpringYaml('a.yml', text);
      readJavaProperties('a.properties', text);
      readXmlLogging('a.xml', text);
      readServerLogs('a.conf', text);
      readIniLogs('a.ini', text);
      readStartText(text);
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('find handlers in hostile sources in linear time', () => {
    const start = performance.now();
    for (const piece of [
      "'SIGTERM' for (",
      'signal.Notify(',
      '= []os.Signal{SIGTERM}\n',
      'server:\n \n',
      "process.on('SIGTERM', ",
      'gracefulShutdown ( ',
    ]) {
      const value = piece.repeat(Math.ceil(120_000 / piece.length));
      const entries = ['main.go', 'main.js', 'main.py', 'application.yml'].map(path => ({
        path,
        size: value.length,
        type: 'file' as const,
        content: { status: 'present' as const, value },
      }));
      findTerminationSignals({
        tree: {
          entries,
          links: [],
          has: () => false,
          hasFolder: () => false,
          read: () => ({ status: 'absent' }),
        },
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
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
