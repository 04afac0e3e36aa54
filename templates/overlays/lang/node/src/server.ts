import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import type { HealthState } from './health.ts';
import { serve } from './lifecycle.ts';
import { flushTelemetry } from './otel.ts';

const config = readConfig(process.env);
const state: HealthState = { phase: 'starting' };
const app = buildApp(config, state);
await serve(app, { config, state, onClosed: flushTelemetry });
