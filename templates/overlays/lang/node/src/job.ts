import { pino } from 'pino';
import { readConfig } from './config.ts';
import { loggerOptions } from './logger.ts';
import { flushTelemetry } from './otel.ts';
import { runOnce } from './runOnce.ts';
import { doWork } from './work/doWork.ts';

const config = readConfig(process.env);
const log = pino(loggerOptions(config));
process.exit(await runOnce({ work: doWork, config, log, onClosed: flushTelemetry }));
