// A server as many are: it answers and knows nothing of stop signals. The drain test must lose requests on it.
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

createServer(async (request, response) => {
  if (request.url !== '/readyz') await delay(20);
  response.end('ok');
}).listen(Number(process.env.PORT), '127.0.0.1');
