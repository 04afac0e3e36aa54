import type { Server } from 'node:http';

/** Readiness, and the orderly way out: readiness off, drain, close, exit 0; after the deadline exit 1. */
export class Lifecycle {
  ready = false;
  draining = false;

  stopOnSignals(server: Server, options: { drainMs: number; deadlineMs: number; log: (message: string) => void }) {
    const stop = (signal: string) => {
      if (this.draining) return;
      this.draining = true;
      options.log(`${signal}: draining`);
      setTimeout(() => process.exit(1), options.deadlineMs).unref();
      setTimeout(() => {
        server.close(() => options.log('stopped'));
        server.closeIdleConnections();
      }, options.drainMs);
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  }
}
