import { createServer } from 'node:net';
import { UsageError } from '../process/usageError.mjs';

/** The port of the quick start: 7007, or `CONTAINER_LENS_PORT`. */
export function choosePort(value = process.env.CONTAINER_LENS_PORT) {
  const port = value ? Number(value) : 7007;
  if (!Number.isInteger(port) || port < 1024 || port > 65535) {
    throw new UsageError(`CONTAINER_LENS_PORT is "${value}"; choose a number from 1024 to 65535.`);
  }
  return port;
}

/** One clear sentence when somebody else listens on the port of this machine. */
export async function requireFreePort(port, variable = 'CONTAINER_LENS_PORT') {
  for (const host of ['127.0.0.1', '::1']) {
    if (await isTaken(port, host)) {
      throw new UsageError(
        `Port ${port} is taken by another program; stop it, or choose another port: ${variable}=${port + 1} npm start`,
      );
    }
  }
}

function isTaken(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', error => {
      if (error.code === 'EADDRINUSE') resolve(true);
      // A machine without IPv6 has nobody listening there.
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(false);
      else reject(error);
    });
    server.listen(port, host, () => server.close(() => resolve(false)));
  });
}
