import { RetrofitFiles, textOf } from '../retrofitFiles';
import { HealthPaths, known, RetrofitLanguage, ServiceFact, unknown } from '../serviceFacts';
import { listSources } from './listSources';

/** A quoted path that people use for probes, with what may stand before the last part: `"/api/healthz"`. */
const route =
  /["'`]((?:\/[\w.-]{1,40}){0,3}\/(?:livez|live|liveness|alive|readyz|ready|readiness|health|healthz|healthcheck|ping|heartbeat)\/?)["'`]/i;
const readyName = /\/ready(z)?\/?$|\/readiness\/?$/i;
const liveName = /\/(live(z|ness)?|alive)\/?$/i;

export interface HealthEndpoint {
  readonly route: string;
  readonly path: string;
  readonly line: number;
}

/** Every place in the sources that names a path for probes; at most 20. */
export function listHealthEndpoints(
  files: RetrofitFiles,
  language: RetrofitLanguage | undefined,
): readonly HealthEndpoint[] {
  if (!language) return [];
  const found: HealthEndpoint[] = [];
  for (const { path, text } of listSources(files, language)) {
    for (const [index, line] of text.split('\n').entries()) {
      // What a comment says is no route, and a call of another service has a host before it.
      if (line.length > 500 || /^\s*(\/\/|#|\*)/.test(line)) continue;
      const name = route.exec(line)?.[1];
      if (name) found.push({ route: name, path, line: index + 1 });
    }
  }
  for (const path of ['pom.xml', 'build.gradle', 'build.gradle.kts']) {
    const index = (textOf(files, path) ?? '')
      .split('\n')
      .findIndex(line => line.includes('spring-boot-starter-actuator'));
    if (language === 'java' && index >= 0) {
      found.push({ route: '/actuator/health', path, line: index + 1 });
    }
  }
  return found.slice(0, 20);
}

/** Which paths the probes ask. One path serves for both where the service has only one. */
export function chooseHealth(endpoints: readonly HealthEndpoint[]): ServiceFact<HealthPaths> {
  const live =
    endpoints.find(({ route: name }) => liveName.test(name)) ??
    endpoints.find(({ route: name }) => !readyName.test(name)) ??
    endpoints[0];
  const ready = endpoints.find(({ route: name }) => readyName.test(name)) ?? live;
  return live && ready
    ? known({ live: live.route, ready: ready.route }, live.path, live.line)
    : unknown(
        'No route in the sources looks like one for health probes; name a path that answers 200, or add one.',
      );
}
