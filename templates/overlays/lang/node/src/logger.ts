import { trace } from '@opentelemetry/api';
import type { LoggerOptions } from 'pino';
import type { Config } from './config.ts';

/** One JSON object per line on stdout, with the names that log searches and traces join on. */
export function loggerOptions(config: Config): LoggerOptions {
  return {
    level: config.logLevel,
    messageKey: 'message',
    base: { service: config.service, version: config.version },
    timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
    formatters: { level: (level) => ({ level }) },
    mixin: traceIds,
  };
}

/** The current trace, so that a log line leads to it. Empty while telemetry is off. */
function traceIds(): Record<string, string> {
  const context = trace.getActiveSpan()?.spanContext();
  return context ? { trace_id: context.traceId, span_id: context.spanId } : {};
}
