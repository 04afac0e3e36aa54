import fc from 'fast-check';
import { readImageVersion, readTagVersion } from './imageVersion';

describe('readTagVersion', () => {
  it.each([
    ['1.4.2', 'pass'],
    ['v1.4.2', 'pass'],
    ['1.4.2-alpine3.22', 'pass'],
    ['release-1.4.2', 'pass'],
    ['main-3f2c1ab', 'pass'],
    ['sha-1234567', 'pass'],
    ['4f'.repeat(20), 'pass'],
    ['1.4', 'warn'],
    ['1', 'warn'],
    ['20261122', 'warn'],
    ['develop', 'warn'],
    ['feature-login', 'warn'],
    ['latest', 'fail'],
    ['stable-slim', 'fail'],
    ['alpine-latest', 'fail'],
  ])('reads %s as %s', (tag, verdict) => {
    expect(readTagVersion(tag).verdict).toBe(verdict);
  });

  it('passes every version with three numbers and every commit', () => {
    const number = fc.nat(9999);
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(readTagVersion(`${a}.${b}.${c}`).verdict).toBe('pass');
      }),
    );
    const digit = fc.constantFrom(...'0123456789abcdef');
    fc.assert(
      fc.property(fc.string({ unit: digit, minLength: 40, maxLength: 40 }), commit => {
        expect(readTagVersion(commit).verdict).toBe('pass');
      }),
    );
  });
});

describe('readImageVersion', () => {
  it('says of an open tag that it is filled in', () => {
    expect(readImageVersion('registry.example.com/orders:').verdict).toBe('unknown');
  });

  it('takes the port of a registry for no tag', () => {
    expect(readImageVersion('registry.example.com:5000/orders').verdict).toBe('fail');
  });

  it('answers whatever text it gets', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), text => {
        expect(['pass', 'warn', 'fail', 'unknown']).toContain(readImageVersion(text).verdict);
      }),
    );
  });
});
