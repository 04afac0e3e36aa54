import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Lifecycle } from './lifecycle.ts';
import { OrderBook, readLines } from './orders.ts';

const LARGEST_BODY = 64 * 1024;

export function createApp(lifecycle: Lifecycle): Server {
  const orders = new OrderBook();
  const requests = new Map<string, number>();
  return createServer((request, response) => {
    response.on('finish', () => {
      const status = `${Math.floor(response.statusCode / 100)}xx`;
      requests.set(status, (requests.get(status) ?? 0) + 1);
    });
    if (lifecycle.draining) response.setHeader('connection', 'close');
    route(request, response).catch(() => answer(response, 500, { error: 'internal error' }));
  });

  async function route(request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/livez') return answer(response, 200, { status: 'ok' });
    if (pathname === '/readyz') {
      const ready = lifecycle.ready && !lifecycle.draining;
      return answer(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
    }
    if (pathname === '/metrics') {
      const lines = [...requests].map(([status, count]) => `orders_requests_total{status="${status}"} ${count}\n`);
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
      return response.end(['# TYPE orders_requests_total counter\n', ...lines].join(''));
    }
    if (pathname === '/orders' && request.method === 'POST') {
      const body = await readJson(request);
      const lines = readLines((body as { lines?: unknown } | undefined)?.lines);
      if (typeof lines === 'string') return answer(response, 400, { error: lines });
      return answer(response, 201, orders.place(lines));
    }
    const id = /^\/orders\/([0-9a-f-]{36})$/.exec(pathname)?.[1];
    const order = id && orders.find(id);
    return order ? answer(response, 200, order) : answer(response, 404, { error: 'not found' });
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let size = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
