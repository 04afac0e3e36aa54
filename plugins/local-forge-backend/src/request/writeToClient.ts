import type { Response } from 'express';

/** Sends a part of an answer, and waits while the client is slower than we are. */
export async function writeToClient(res: Response, chunk: Buffer): Promise<void> {
  if (res.destroyed || res.write(chunk)) {
    return;
  }
  await new Promise<void>(resolve => {
    const done = () => {
      res.removeListener('drain', done);
      res.removeListener('close', done);
      resolve();
    };
    res.on('drain', done);
    res.on('close', done);
  });
}
