const sidecars =
  /(^|[/_-])(fluent-?bit|aws-for-fluent-bit|firelens|log[_-]?router|envoy|otel|otelcol|opentelemetry-collector(-contrib)?|aws-otel-collector|adot-collector|cloudwatch-agent|xray(-daemon)?|aws-xray-daemon|datadog-agent|istio-proxy|proxyv2|linkerd-proxy|service-connect-agent)([:@/_-]|$)/i;

/** Whether an image repository, or the name of a container, is that of a known sidecar (definition `own-container`). */
export function isKnownSidecar(word: string): boolean {
  return sidecars.test(word);
}
