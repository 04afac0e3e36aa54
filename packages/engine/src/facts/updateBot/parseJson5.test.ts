import fc from 'fast-check';
import { parseJson5 } from './parseJson5';

describe('parseJson5', () => {
  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), value => {
        const written = JSON.stringify({ value });
        // null means "not set" in a configuration.
        const read = JSON.stringify(parseJson5(written)?.data);
        const expected = JSON.stringify(
          JSON.parse(written),
          (_key, one: unknown) => one ?? undefined,
        );
        expect(read).toBe(expected);
      }),
    );
    expect(parseJson5('{"a":[1,-2.5e3,true,"x\\u0041\\n"]}')?.data).toEqual({
      a: [1, -2500, true, 'xA\n'],
    });
  });

  it('reads comments, single quotes, bare keys and trailing commas', () => {
    const text = '// a\n{ a: \'b\', /* c */ $schema: "d",\n  list: [1, 2,],\n}\n';
    const read = parseJson5(text);
    expect(read?.data).toEqual({ a: 'b', $schema: 'd', list: [1, 2] });
    expect(read?.lineOf(read.data, 'list')).toBe(3);
  });

  it.each(['', '{', '[1 2]', '{a}', "'x", '{"a":1}}', '['.repeat(1000), 'x: y'])(
    'refuses %j',
    text => {
      expect(parseJson5(text)).toBeUndefined();
    },
  );

  it('never throws', () => {
    const read = (text: string) => () => parseJson5(text);
    fc.assert(fc.property(fc.string(), text => expect(read(text)).not.toThrow()));
  });
});
