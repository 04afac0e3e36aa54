// Loaded with `node --import` before anything else, so that every library is instrumented from its first call.
// Telemetry is off while no OTLP endpoint is set, and never a reason not to start.
import { FastifyOtelInstrumentation } from '@fastify/otel';
import { NodeSDK } from '@opentelemetry/sdk-node';

/** Milliseconds the last spans and metrics may take at shutdown. */
const flushMs = 5_000;

let sdk: NodeSDK | undefined;

if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) {
  try {
    sdk = new NodeSDK({
      instrumentations: [new FastifyOtelInstrumentation({ registerOnInitialization: true })],
    });
    sdk.start();
  } catch (error) {
    sdk = undefined;
    const message = `telemetry could not start: ${error instanceof Error ? error.message : error}`;
    process.stdout.write(
      `${JSON.stringify({ timestamp: new Date().toISOString(), level: 'error', message })}\n`,
    );
  }
}

/** Sends what is still buffered. Never fails and never takes longer than five seconds. */
export async function flushTelemetry(): Promise<void> {
  if (!sdk) {
    return;
  }
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, flushMs);
  });
  await Promise.race([sdk.shutdown().catch(() => {}), deadline]);
  clearTimeout(timer);
}
