import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';

const answer = {
  type: 'object',
  required: ['message', 'service', 'version'],
  properties: {
    message: { type: 'string' },
    service: { type: 'string' },
    version: { type: 'string' },
  },
} as const;

const query = {
  type: 'object',
  additionalProperties: false,
  properties: { name: { type: 'string', minLength: 1, maxLength: 100 } },
} as const;

/** The first route, to be replaced by yours. Schemas check what comes in and shape what goes out. */
export function greetingRoutes(app: FastifyInstance, config: Config): void {
  app.get<{ Querystring: { name?: string } }>(
    '/',
    { schema: { querystring: query, response: { 200: answer } } },
    async (request) => ({
      message: `Hello, ${request.query.name ?? 'world'}!`,
      service: config.service,
      version: config.version,
    }),
  );
}
