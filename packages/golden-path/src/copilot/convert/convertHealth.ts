import { isMap, isSet, listOf } from '../manifestValue';
import { ConvertedService } from './convertedService';
import { Fields } from './fields';

const plainPath = /^\/[A-Za-z0-9/_.-]{0,199}$/;

/** Port, routes and health checks. */
export function convertHealth(fields: Fields, service: ConvertedService): void {
  const port = fields.get('image', 'port');
  const variable = fields.get('variables', 'PORT');
  const own = typeof port === 'number' ? port : numberOf(variable);
  if (own !== undefined && own >= 1024 && own <= 65_535) {
    service.port = own;
    fields.take('image.port', 'port');
  } else if (isSet(port)) {
    fields.report(
      'image.port',
      'The program does not run as root, so its port is 1024 or higher; let it listen on PORT.',
    );
  }
  if (isSet(variable)) {
    if (numberOf(variable) === service.port) fields.take('variables.PORT', 'port');
    else fields.report('variables.PORT', 'PORT is set by the target, to the port of the service.');
  }
  const target = fields.get('http', 'target_port');
  if (isSet(target) && target === service.port) fields.take('http.target_port', 'port');

  const paths: NonNullable<ConvertedService['paths']> = {};
  const check = fields.get('http', 'healthcheck');
  const ready = isMap(check) ? check.path : check;
  const at = isMap(check) ? 'http.healthcheck.path' : 'http.healthcheck';
  if (typeof ready === 'string' && plainPath.test(ready)) {
    paths.ready = ready;
    fields.take(at, 'paths.ready');
  } else if (!isSet(ready) && isMap(fields.get('http'))) {
    // The default of Copilot.
    paths.ready = '/';
  }
  const route = fields.get('http', 'path');
  const path = typeof route === 'string' ? `/${route.replace(/^\//, '')}` : '';
  if (plainPath.test(path)) {
    paths.route = path;
    fields.take('http.path', 'paths.route');
  }
  convertCommand(fields, service, paths);
  service.paths = paths;
}

/** `CMD healthprobe 8080 /livez`, or a request with curl or wget to the own port. */
function convertCommand(
  fields: Fields,
  service: ConvertedService,
  paths: NonNullable<ConvertedService['paths']>,
): void {
  const words = listOf(fields.get('image', 'healthcheck', 'command')).map(String);
  if (words.length === 0) return;
  const text = words.join(' ').slice(0, 1000);
  const probe = /\/healthprobe (\d{1,5}) (\/[A-Za-z0-9/_.-]{0,199})$/.exec(text);
  const request =
    /\bhttp:\/\/(?:localhost|127\.0\.0\.1)(?::(\d{1,5}))?(\/[A-Za-z0-9/_.-]{0,199})?(?=[\s"']|$)/.exec(
      text,
    );
  const found = probe ?? request;
  const port = Number(found?.[1] ?? 80);
  if (!found || (service.port !== undefined && port !== service.port)) {
    fields.report(
      'image.healthcheck.command',
      'The targets ask the port of the service for its path of liveness; what this command checks beyond that is lost.',
    );
    return;
  }
  service.port ??= port >= 1024 && port <= 65_535 ? port : undefined;
  paths.live = found[2] ?? '/';
  fields.take('image.healthcheck.command', 'paths.live');
}

function numberOf(value: unknown): number | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}
