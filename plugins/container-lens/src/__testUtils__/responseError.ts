/** An error as the client of the backend throws it. */
export function responseError(status: number, name: string, message: string): Error {
  return Object.assign(new Error(`Request failed with ${status} ${name}`), {
    name: 'ResponseError',
    response: { status },
    cause: Object.assign(new Error(message), { name }),
  });
}
