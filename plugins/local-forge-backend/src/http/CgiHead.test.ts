import fc from 'fast-check';
import { parseCgiHead } from './CgiHead';

describe('parseCgiHead', () => {
  it('waits for the end of the head, wherever the parts are cut', () => {
    const answer = Buffer.from('Status: 403 Forbidden\r\nContent-Type: text/plain\r\n\r\nbody');
    const end = answer.indexOf('body');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: answer.length }), cut => {
        const head = parseCgiHead(answer.subarray(0, cut));
        expect(head === undefined).toBe(cut < end);
        if (head) {
          expect(head.status).toBe(403);
          expect(head.headers.get('content-type')).toBe('text/plain');
          expect(head.rest.toString()).toBe(answer.subarray(end, cut).toString());
        }
      }),
    );
  });

  it('gives up on what is no head', () => {
    expect(() => parseCgiHead(Buffer.alloc(20_000, 'x'))).toThrow('without a head');
  });
});
