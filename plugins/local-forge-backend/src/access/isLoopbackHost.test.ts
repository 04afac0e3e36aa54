import { isLoopbackHost } from './isLoopbackHost';

describe('isLoopbackHost', () => {
  it.each(['localhost', 'LOCALHOST', 'portal.localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]'])(
    'is this machine: %s',
    host => {
      expect(isLoopbackHost(host)).toBe(true);
    },
  );

  it.each([
    'example.com',
    'localhost.example.com',
    '127.0.0.1.example.com',
    '0.0.0.0',
    '10.0.0.1',
    '',
  ])('may be another machine: %s', host => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});
