/** Why a request failed, as far as it changes what people can do about it. */
export interface Failure {
  readonly kind: 'forbidden' | 'missing' | 'failed';
  readonly message: string;
}

/**
 * Sorts an error by its HTTP status or by its name. Reads the shape of `ResponseError` instead of its class, so that
 * other implementations of the API may throw plain errors with a name.
 */
export function describeFailure(error: Error): Failure {
  const { response, cause } = error as {
    response?: { status?: number };
    cause?: { name?: string; message?: string };
  };
  const message = cause?.message ?? error.message;
  const named = (name: string) => error.name === name || cause?.name === name;
  if (response?.status === 403 || named('NotAllowedError')) {
    return { kind: 'forbidden', message };
  }
  if (response?.status === 404 || named('NotFoundError')) {
    return { kind: 'missing', message };
  }
  return { kind: 'failed', message };
}
