import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { dependencies } from '../dependencies/dependencies';
import { SourceLocation } from '../image/imageConfig';
import { imageUnits } from '../image/imageUnits';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';

/** Telemetry that the code brings along. @public */
export interface TelemetryLibraries {
  readonly signals: readonly (SourceLocation & {
    readonly message: string;
    readonly xray?: boolean;
  })[];
  /** Why the dependencies are not known; a repository without manifest tells nothing (lens notes B26). */
  readonly open?: string;
}

const tracing =
  /^(@opentelemetry\/.+|@splunk\/otel|@honeycombio\/opentelemetry-node|@vercel\/otel|@google-cloud\/opentelemetry.*|opentelemetry[-_].+|aws-opentelemetry-distro|go\.opentelemetry\.io\/.+|io\.opentelemetry[^:]*:.+|io\.quarkus:quarkus-(opentelemetry|micrometer.*)|opentelemetry\..+|aws\.distro\.opentelemetry.*|open-telemetry\/.+|tracing-opentelemetry|opentelemetry)$/i;
const metrics =
  /^(prom-client|express-prom-bundle|@willsoto\/nestjs-prometheus|fastify-metrics|koa-prometheus.*|prometheus[-_]client(-mmap)?|prometheus-fastapi-instrumentator|prometheus-flask-exporter|django-prometheus|starlette-exporter|starlette_exporter|github\.com\/prometheus\/client_golang|github\.com\/victoriametrics\/metrics|io\.prometheus:.+|prometheus-net(\..+)?|prometheus|yabeda-prometheus|prometheus_exporter|metrics-exporter-prometheus|axum-prometheus|actix-web-prom|prom_ex|telemetry_metrics_prometheus.*|promphp\/.+|aws-embedded-metrics|io\.micrometer:.+|org\.springframework\.boot:spring-boot-starter-actuator|micrometer.*)$/i;
const logging =
  /^(pino|pino-.+|nestjs-pino|fastify|winston|nest-winston|bunyan|structlog|python-json-logger|pythonjsonlogger|json-logging|ecs-logging|@elastic\/ecs-.+|django-structlog|aws-lambda-powertools|@aws-lambda-powertools\/logger|net\.logstash\.logback:logstash-logback-encoder|co\.elastic\.logging:.+|ch\.qos\.logback\.contrib:logback-json-.+|org\.apache\.logging\.log4j:log4j-layout-template-json|io\.quarkus:quarkus-logging-json|go\.uber\.org\/zap|github\.com\/rs\/zerolog|serilog\.formatting\.(compact|elasticsearch)|elastic\.commonschema\.serilog|lograge|ougai|semantic_logger|rails_semantic_logger|logger_json|slog-json|tracing-bunyan-formatter|json_logger)$/i;
const agents =
  /^(dd-trace|ddtrace|gopkg\.in\/datadog\/dd-trace-go.*|github\.com\/datadog\/dd-trace-go.*|com\.datadoghq:.+|newrelic|newrelic_rpm|github\.com\/newrelic\/go-agent.*|elastic-apm(-node)?|co\.elastic\.apm:.+|go\.elastic\.co\/apm.*|@dynatrace\/.+|datadog)$/i;
const xray =
  /^(aws-xray-sdk(-.+)?|github\.com\/aws\/aws-xray-sdk-go.*|com\.amazonaws:aws-xray-.+|awsxrayrecorder.*)$/i;

const inImage =
  /opentelemetry-javaagent|aws-opentelemetry-agent|opentelemetry-instrument\b|OTEL_EXPORTER_OTLP_ENDPOINT|dd-java-agent|ddtrace-run|newrelic-admin|elastic-apm-agent/;

/** @public */
export const telemetryLibraries = defineFact<TelemetryLibraries>({
  id: 'telemetry-libraries',
  description: 'Libraries and agents for traces, metrics and structured logs.',
  derive: (_input, read) => {
    const known = read(dependencies);
    if (known.status !== 'present') return known;
    const { manifests } = known.value;
    const signals: TelemetryLibraries['signals'][number][] = (
      [tracing, metrics, logging, agents, xray] as const
    ).flatMap(pattern =>
      known.value
        .find(pattern)
        .filter(({ dependency }) => dependency.name !== 'fastify')
        .slice(0, 1)
        .map(({ dependency, manifest }) => ({
          path: manifest.path,
          line: dependency.line,
          message: `${dependency.name} is a dependency.`,
          xray: pattern === xray,
        })),
    );
    const units = read(imageUnits);
    const tree = read(repositoryTree);
    for (const { path } of units.status === 'present' ? units.value : []) {
      const text = tree.status === 'present' ? tree.value.read(path) : undefined;
      const found = text?.status === 'present' ? inImage.exec(text.value) : null;
      if (text?.status === 'present' && found) {
        const line = text.value.slice(0, found.index).split('\n').length;
        signals.push({ path, line, message: `The image holds ${found[0]}.`, xray: false });
      }
    }
    if (tree.status === 'present') signals.push(...findJsonSlog(tree.value));
    const service = manifests.filter(({ ecosystem }) => ecosystem !== 'other');
    const unreadable = service.find(manifest => manifest.unreadable !== undefined);
    const open =
      service.length === 0
        ? 'The repository has no dependency manifest.'
        : unreadable && `${unreadable.path} cannot be read: ${unreadable.unreadable}`;
    return present({ signals, open });
  },
});

/** Go logs JSON with its standard library, which no manifest names. */
function findJsonSlog(tree: RepositoryTree): TelemetryLibraries['signals'] {
  for (const { path, content } of tree.entries) {
    if (!path.endsWith('.go') || content.status !== 'present') continue;
    const at = content.value.indexOf('slog.NewJSONHandler(');
    if (at >= 0) {
      const line = content.value.slice(0, at).split('\n').length;
      return [{ path, line, message: 'slog writes the log as JSON.', xray: false }];
    }
  }
  return [];
}
