import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import type { HealthState } from './health.ts';
import { serve } from './lifecycle.ts';
import { flushTelemetry } from './otel.ts';
import { handleItem } from './work/handleItem.ts';
import { idleSource } from './work/source.ts';
import { startLoop } from './work/workLoop.ts';

const config = readConfig(process.env);
const state: HealthState = { phase: 'starting' };
const app = buildApp(config, state);
const loop = startLoop({ source: idleSource(), handle: handleItem, log: app.log });
await serve(app, { config, state, finishWork: loop.finish, onClosed: flushTelemetry });
