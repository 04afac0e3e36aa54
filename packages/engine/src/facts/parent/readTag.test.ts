import { parseImageReference } from '../dockerfile/imageReference';
import { readTag } from './readTag';

describe('readTag', () => {
  it.each([
    ['hugomods/hugo:exts-0.139.0', 'pinned'],
    ['x/y:v1.2-alpine', 'pinned'],
    ['x/y:jdk-21', 'loose'],
    ['x/y:jre-alpine-3.20', 'loose'],
    ['x/y:alpine-3.20', 'loose'],
    ['x/y:stable-1.27', 'floating'],
    ['x/y:latest-rust-1.82', 'floating'],
    ['x/y:exts-latest', 'floating'],
  ])('reads %s as %s', (text, reading) => {
    expect(readTag(parseImageReference(text)!, undefined)).toBe(reading);
  });
});
