import { CustomErrorBase } from '@backstage/errors';
import type { Response } from 'express';

/** Nobody reads the answer any more: a fact for the access log, not an error of the forge. */
class ClientGoneError extends CustomErrorBase {
  readonly statusCode = 499;
}

/** Aborts when the client goes away before it has got its answer. */
export function clientSignal(res: Response): AbortSignal {
  const controller = new AbortController();
  const gone = () => {
    if (!res.writableFinished) {
      controller.abort(new ClientGoneError('The client went away.'));
    }
  };
  if (res.destroyed) {
    // It left while the request waited for its turn; nothing would tell us any more.
    gone();
  } else {
    res.once('close', gone);
  }
  return controller.signal;
}
