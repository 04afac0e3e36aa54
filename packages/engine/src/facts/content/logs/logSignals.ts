import { ResolvedDockerfile } from '../../dockerfile/resolvedDockerfile';
import { runCommands } from '../../dockerfile/runCommands';
import { ImageUnit } from '../../image/imageUnit';
import { findShippedFiles } from '../../layers/shippedFiles';
import { finalSteps } from '../../layers/finalSteps';
import { normaliseRepository } from '../../parent/normaliseRepository';
import { joinPath, relativeTo } from '../../repository/paths';
import { RepositoryTree } from '../../repository/repositoryTree';
import { StartContent } from '../startContent';
import { readJavaProperties, readSpringYaml, readXmlLogging } from './javaLogs';
import { LogSignal } from './logSignal';
import { readIniLogs, readServerLogs } from './serverLogs';
import { readPythonLogs, readScriptLogs, readSerilogCode, readSerilogSettings } from './sourceLogs';
import { readStartLogs } from './startLogs';

/** Signals of one image, without those that are linked to a stream. */
export interface LogReading {
  readonly signals: readonly LogSignal[];
  /** Why a configuration that decides was not read. */
  readonly unread?: { readonly path: string; readonly reason: string };
}

const leftOut =
  /(^|\/)(node_modules|vendor|third_party|tests?|__tests__|spec|e2e|fixtures|examples|samples|docs|scripts|tools)\/|\.(test|spec)\./;
const serverFiles =
  /(^|\/)((nginx|httpd|apache2?|supervisord?|default)[\w.-]*\.conf|[\w.-]*gunicorn[\w.-]*\.(py|conf)|conf\.d\/[\w.-]+\.conf|sites-(available|enabled)\/[\w.-]+|[\w.-]+\.(nginx|vhost)\.conf|000-default\.conf|supervisor\/[\w.-]+\.conf)$/i;

/** Reads start commands and every configuration and source below the context that sets up a log. */
export function readLogSignals(options: {
  readonly file: ResolvedDockerfile;
  readonly unit: ImageUnit;
  readonly tree: RepositoryTree;
  readonly starts: readonly StartContent[];
}): LogReading {
  const { file, unit, tree, starts } = options;
  const folder = unit.context.kind === 'folder' ? unit.context.path : '';
  const signals = starts.flatMap(readStartLogs);
  let unread: LogReading['unread'];
  const shipped = findShippedFiles({ file, unit, tree, wanted: serverFiles });
  const served = serverCopies(file, folder);
  const ships = (path: string) =>
    shipped.kind === 'known' ? shipped.files.some(one => one.path === path) : true;
  for (const { path, content } of tree.entries) {
    if (leftOut.test(path) || relativeTo(folder, path) === undefined) continue;
    const serves = served.has(path);
    const reader = readerOf(path) ?? (serves ? readServerLogs : undefined);
    if (!reader || (serverFiles.test(path) && !serves && !ships(path))) continue;
    if (content.status !== 'present') {
      if (/\.(xml|conf)$/.test(path) && content.status === 'unavailable')
        unread ??= { path, reason: content.reason };
      continue;
    }
    const found = reader(path, content.value);
    if (found) signals.push(...found);
    else unread ??= { path, reason: `${path} cannot be parsed.` };
  }
  const linked = linkedLogs(file);
  return { signals: signals.filter(signal => !isLinked(signal.file, linked)), unread };
}

/** Files of any name that are copied to where nginx and httpd have their configuration. */
function serverCopies(file: ResolvedDockerfile, folder: string): ReadonlySet<string> {
  const copies = finalSteps(file).filter(
    ({ keyword, destination, from }) =>
      (keyword === 'COPY' || keyword === 'ADD') &&
      !from &&
      destination?.resolved === true &&
      /^\/(etc\/(nginx|httpd|apache2)|usr\/local\/apache2\/conf)\b/.test(destination.value ?? ''),
  );
  return new Set(
    copies
      .flatMap(({ sources }) => sources)
      .flatMap(source => (source.resolved ? (joinPath(folder, source.value ?? '') ?? []) : [])),
  );
}

function readerOf(
  path: string,
): ((path: string, text: string) => LogSignal[] | undefined) | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^(logback(-spring|-prod\w*)?|log4j2?(-spring|-prod\w*)?)\.xml$/i.test(name))
    return readXmlLogging;
  if (/^(log4j2?|application(-prod\w*)?)\.properties$/i.test(name)) return readJavaProperties;
  if (/^application(-prod\w*)?\.ya?ml$/i.test(name)) return readSpringYaml;
  if (/^appsettings(\.prod\w*)?\.json$/i.test(name)) return readSerilogSettings;
  if (serverFiles.test(path)) return readServerLogs;
  if (/^log(ging)?\.(ini|conf|cfg)$/i.test(name)) return readIniLogs;
  if (/\.([cm]?[jt]s)$/.test(name)) return readScriptLogs;
  if (/\.py$/.test(name)) return readPythonLogs;
  return /\.cs$/.test(name) ? readSerilogCode : undefined;
}

/** Files that links of the parent or of a RUN turn into streams. */
function linkedLogs(file: ResolvedDockerfile): ReadonlySet<string> {
  const linked = new Set<string>();
  const repository = file.parent.kind === 'image' ? normaliseRepository(file.parent.image) : '';
  if (/\/nginx(-unprivileged)?$/.test(repository)) {
    linked.add('/var/log/nginx/access.log').add('/var/log/nginx/error.log');
  }
  if (/library\/php$/.test(repository)) {
    for (const name of ['access', 'error', 'other_vhosts_access'])
      linked.add(`/var/log/apache2/${name}.log`);
  }
  for (const step of finalSteps(file)) {
    if (step.keyword !== 'RUN') continue;
    for (const { name, words } of runCommands(step)) {
      const stream = words.findIndex(word =>
        /^\/(dev\/(stdout|stderr|fd\/[12])|proc\/(1|self)\/fd\/[12])$/.test(word),
      );
      if (name === 'ln' && stream > 0) words.slice(stream + 1).forEach(word => linked.add(word));
    }
  }
  return linked;
}

function isLinked(file: string | undefined, linked: ReadonlySet<string>): boolean {
  if (file === undefined) return false;
  // httpd writes `logs/access_log` below its own folder.
  return [...linked].some(
    path => path === file || (!file.startsWith('/') && path.endsWith(`/${file}`)),
  );
}
