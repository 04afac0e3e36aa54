import fc from 'fast-check';
import { parseCgiHead } from './CgiHead';

describe('parseCgiHead', () => {
  it('waits for the end of the head, wherever the parts are cut', () => {
    const answer = Buffer.from('Status: 403 Forbidden\r\nContent-Type: text/plain\r\n\r\nbody');
    const end = answer.indexOf('body');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: answer.length }), cut => {
        const head = parseCgiHead(answer.subarray(0, cut));
        expect(head).toEqual(
          cut < end
            ? undefined
            : {
                status: 403,
                headers: new Map([['content-type', 'text/plain']]),
                rest: answer.subarray(end, cut),
              },
        );
      }),
    );
  });

  it('gives up on what is no head', () => {
    expect(() => parseCgiHead(Buffer.alloc(20_000, 'x'))).toThrow('without a head');
  });
});
