import { CustomErrorBase } from '@backstage/errors';

/** What was asked for is too large to be answered this way: 413. */
export class PayloadTooLargeError extends CustomErrorBase {
  readonly statusCode = 413;

  constructor(message: string) {
    super(message);
    this.name = 'PayloadTooLargeError';
  }
}
