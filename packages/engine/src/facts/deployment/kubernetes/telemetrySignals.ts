import { ManifestDocument } from '../../../helm/chart/manifestDocument';
import { YamlMap } from '../../../helm/yaml/readYaml';
import { EnvironmentEntry, Workload, WorkloadContainer } from '../workload';
import { descend, mapOf, mapsOf, textOf } from './manifestFields';
import { annotationsOf, nameOf, PackageIndex, selects } from './packageIndex';
import { ServicesOf } from './servicesOf';

type Signal = Workload['telemetrySignals'][number];

const collector =
  /(^|[/_-])(otel|otelcol|opentelemetry-collector(-contrib)?|aws-otel-collector|adot(-collector)?)([:@/_-]|$)/i;
const xrayDaemon = /(^|[/_-])(xray(-daemon)?|aws-xray-daemon)([:@/_-]|$)/i;
const sloKinds = [
  'SLO',
  'ServiceLevelObjective',
  'PrometheusServiceLevel',
  'ServiceLevelIndicator',
];

/** Collectors that run beside the own containers, by image or name. */
export function sidecarTelemetry(containers: readonly WorkloadContainer[]): Signal[] {
  return containers
    .filter(({ role }) => role !== 'own')
    .flatMap(({ name, image, path, line }): Signal[] => {
      const words = [name, image.resolved ? (image.value ?? '') : ''];
      const isXray = words.some(word => xrayDaemon.test(word));
      if (!isXray && !words.some(word => collector.test(word))) return [];
      const message = `The container ${name} collects telemetry.`;
      return [{ group: 'instrumentation', path, line, message, ...(isXray ? { xray: true } : {}) }];
    });
}

/** An agent of OpenTelemetry that the variables of a container load. */
export function environmentTelemetry(environment: readonly EnvironmentEntry[]): Signal[] {
  return environment
    .filter(
      ({ name, value }) =>
        /^(JAVA_TOOL_OPTIONS|JAVA_OPTS|JDK_JAVA_OPTIONS|NODE_OPTIONS|PYTHONPATH|CORECLR_PROFILER_PATH(_64)?|DOTNET_STARTUP_HOOKS)$/.test(
          name,
        ) &&
        value.resolved &&
        /opentelemetry|otel/i.test(value.value ?? ''),
    )
    .map(({ name, path, line }) => ({
      group: 'instrumentation',
      path,
      line,
      message: `${name} loads an agent of OpenTelemetry.`,
    }));
}

/** What the objects of Kubernetes say about metrics, traces and alarms of one workload. */
export function telemetrySignals(options: {
  readonly document: ManifestDocument;
  readonly podPath: readonly string[];
  readonly labels: YamlMap;
  readonly reached: ServicesOf;
  readonly index: PackageIndex;
}): Signal[] {
  const { document, podPath, labels, reached, index } = options;
  const place = [...podPath, 'metadata', 'annotations'];
  const ofPod = mapOf(descend(document.value, place));
  const injected = [...annotationsOf(document.value), ...ofPod].flatMap(([key, value]) =>
    isInstrumentation(key, textOf(value))
      ? [signal(document, place, 'instrumentation', `has the annotation ${key}`)]
      : [],
  );
  const scraped = reached.services
    .filter(service => isTrue(annotationsOf(service.value).get('prometheus.io/scrape')))
    .map(service => signal(service, ['metadata'], 'instrumentation', 'is scraped by Prometheus'));
  const selectorOf = (monitor: ManifestDocument): YamlMap =>
    mapOf(descend(monitor.value, ['spec', 'selector', 'matchLabels']));
  const monitors = index
    .ofKind('ServiceMonitor', 'VMServiceScrape')
    .filter(monitor =>
      reached.services.some(service =>
        selects(selectorOf(monitor), mapOf(descend(service.value, ['metadata', 'labels']))),
      ),
    );
  const pods = index
    .ofKind('PodMonitor', 'VMPodScrape')
    .filter(monitor => selects(selectorOf(monitor), labels));
  const rules = index
    .ofKind('PrometheusRule', 'VMRule')
    .filter(({ value }) =>
      mapsOf(descend(value, ['spec', 'groups'])).some(group =>
        mapsOf(group.get('rules')).some(rule => rule.has('alert')),
      ),
    );
  return [
    ...injected,
    ...scraped,
    ...[...monitors, ...pods].map(monitor =>
      signal(monitor, ['spec'], 'instrumentation', 'collects its metrics'),
    ),
    ...rules.map(rule => signal(rule, ['spec'], 'alarm', 'defines alerts')),
    ...index
      .ofKind(...sloKinds)
      .map(slo => signal(slo, ['spec'], 'alarm', 'defines a service-level objective')),
  ];
}

function isInstrumentation(key: string, value: string): boolean {
  if (key === 'prometheus.io/scrape') return value === 'true';
  return (
    (/^instrumentation\.opentelemetry\.io\/inject-[a-z]+$/.test(key) ||
      key.startsWith('cloudwatch.aws.amazon.com/auto-annotate-') ||
      key === 'sidecar.opentelemetry.io/inject') &&
    value !== 'false' &&
    value !== ''
  );
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function signal(
  document: ManifestDocument,
  way: readonly string[],
  group: Signal['group'],
  what: string,
): Signal {
  const origin = document.originAt(way);
  const name = `${textOf(document.value.get('kind'))}/${nameOf(document.value)}`;
  return { group, path: origin?.path ?? '', line: origin?.line, message: `${name} ${what}.` };
}
