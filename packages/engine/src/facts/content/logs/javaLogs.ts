import { childOf, descendants, readXml, XmlElement } from '../../dependencies/readXml';
import { LogSignal } from './logSignal';

const fileClass = /(File|RollingFile|RandomAccessFile|RollingRandomAccessFile)(Appender)?$/;
const consoleClass = /(Console|ConsoleAppender|STDOUT|OutputStreamAppender)$/i;

/** logback.xml and log4j2.xml: where the root logger sends its lines. */
export function readXmlLogging(path: string, text: string): LogSignal[] | undefined {
  const root = readXml(text);
  if (!root) return undefined;
  const appenders = new Map<string, XmlElement>();
  for (const element of descendants(root, 'appender')) {
    appenders.set(element.attributes.get('name') ?? '', element);
  }
  for (const group of [...descendants(root, 'Appenders'), ...descendants(root, 'appenders')]) {
    for (const element of group.children) {
      appenders.set(element.attributes.get('name') ?? '', element);
    }
  }
  const local = /^(dev|development|local|test|default)([,| ]|$)/;
  const skipped = new Set(
    descendants(root, 'springProfile')
      .filter(element => local.test(element.attributes.get('name') ?? ''))
      .flatMap(element => descendants(element, 'root')),
  );
  const roots = [...descendants(root, 'root'), ...descendants(root, 'Root')];
  return roots
    .filter(element => !skipped.has(element))
    .flatMap(element => {
      const kinds = referencesOf(element).map(name => kindOf(appenders.get(name), appenders, 0));
      if (!kinds.includes('file') || kinds.includes('other')) {
        if (!kinds.includes('file')) return [];
      }
      const console = kinds.includes('console') || kinds.includes('other');
      const message = console
        ? 'The root logger writes to a file beside its other appenders.'
        : 'The root logger writes to files only.';
      return [{ finding: { message, path, line: element.line }, console }];
    });
}

function referencesOf(element: XmlElement): string[] {
  return element.children
    .filter(({ name }) => /^appender-?ref$/i.test(name))
    .flatMap(({ attributes }) => attributes.get('ref') ?? []);
}

function kindOf(
  appender: XmlElement | undefined,
  all: ReadonlyMap<string, XmlElement>,
  depth: number,
): 'file' | 'console' | 'other' {
  if (!appender || depth > 5) return 'other';
  const type = appender.attributes.get('class') ?? appender.attributes.get('type') ?? appender.name;
  const inner = referencesOf(appender);
  if (inner.length > 0) {
    const kinds = inner.map(name => kindOf(all.get(name), all, depth + 1));
    if (kinds.includes('console')) return 'console';
    return kinds.every(kind => kind === 'file') ? 'file' : 'other';
  }
  if (consoleClass.test(type)) return 'console';
  if (!fileClass.test(type)) return 'other';
  const target = childOf(appender, 'file')?.text ?? appender.attributes.get('fileName') ?? '';
  return /^\/(dev\/std|proc\/)/.test(target) ? 'console' : 'file';
}

/** log4j.properties, log4j2.properties, and `logging.file.name` of Spring Boot. */
export function readJavaProperties(path: string, text: string): LogSignal[] {
  const values = new Map<string, { value: string; line: number }>();
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const match = /^\s*([\w.-]+)\s*[=:](.*)/s.exec(raw.slice(0, 2000));
    if (match) values.set(match[1]!, { value: match[2]!.trim(), line: index + 1 });
  }
  const spring =
    values.get('logging.file.name') ??
    values.get('logging.file') ??
    values.get('logging.file.path');
  if (spring && spring.value !== '') {
    const message = 'Spring Boot writes the log to a file beside the console.';
    return [{ finding: { message, path, line: spring.line }, console: true }];
  }
  const old = values.get('log4j.rootLogger') ?? values.get('log4j.rootCategory');
  const names = old
    ? old.value
        .split(',')
        .slice(1)
        .map(name => `log4j.appender.${name.trim()}`)
    : [...values]
        .filter(([key]) => /^rootLogger\.appenderRef\.\w+\.ref$/.test(key))
        .map(([, { value }]) => {
          const named = [...values].find(
            ([key, one]) => /^appender\.\w+\.name$/.test(key) && one.value === value,
          );
          return named ? named[0].replace(/name$/, 'type') : '';
        });
  const types = names.flatMap(name => values.get(name)?.value ?? []);
  if (!types.some(type => fileClass.test(type))) return [];
  const console = types.some(type => !fileClass.test(type));
  const message = console
    ? 'The root logger writes to a file too.'
    : 'The root logger writes to files only.';
  const line = old?.line ?? values.get(names[0]!)?.line;
  return [{ finding: { message, path, line }, console }];
}

/** `logging: file: name:` of Spring Boot in YAML. Read by lines: a pattern over several of them would try each indent. */
export function readSpringYaml(path: string, text: string): LogSignal[] {
  const line = lineOfLogFile(text);
  if (line === undefined) return [];
  const message = 'Spring Boot writes the log to a file beside the console.';
  return [{ finding: { message, path, line }, console: true }];
}

/** The line of `logging:` in whose block a file is named. */
function lineOfLogFile(text: string): number | undefined {
  const lines = text.split('\n');
  let start: number | undefined;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const indented = line.startsWith(' ') || line.startsWith('\t');
    if (!indented) {
      start = /^logging:\s*(?:#|$)/.test(line) ? index : undefined;
    } else if (start !== undefined) {
      const key = line.trim();
      if (!key.startsWith('file:')) continue;
      const value = key.slice('file:'.length).trim();
      const child = (lines[index + 1] ?? '').trim();
      const named =
        value === '' || value.startsWith('#') ? /^(?:name|path):\s*[^\s#]/.test(child) : true;
      if (named) return start + 1;
    }
  }
  return undefined;
}
