import { CloudNode, scalar, unknown } from './cloudNode';
import { joinText } from './joinText';
import { readPartialJson } from './readPartialJson';

const variable = (name: string) => unknown(`The variable ${name} has no value here.`);
const read = (...parts: readonly CloudNode[]) => readPartialJson(joinText(parts, 1));

function at(node: CloudNode | undefined, ...path: readonly (string | number)[]) {
  return path.reduce<CloudNode | undefined>((inner, key) => {
    if (inner?.kind === 'list') return inner.items[Number(key)];
    return inner?.kind === 'map' ? inner.entries.get(String(key)) : undefined;
  }, node);
}

describe('readPartialJson', () => {
  it('keeps what is known beside a value that is not', () => {
    const node = read(
      scalar('[{"name": "app", "image": "'),
      variable('image'),
      scalar('", "user": "a\\"b", "memory": '),
      variable('memory'),
      scalar(', "essential": true}]'),
    );
    expect(at(node, 0, 'name')).toMatchObject({ kind: 'scalar', value: 'app' });
    expect(at(node, 0, 'user')).toMatchObject({ kind: 'scalar', value: 'a"b' });
    expect(at(node, 0, 'essential')).toMatchObject({ kind: 'scalar', value: true });
    expect(at(node, 0, 'image')).toMatchObject({
      kind: 'unknown',
      reason: 'The variable image has no value here.',
    });
    expect(at(node, 0, 'memory')).toMatchObject({ kind: 'unknown' });
  });

  it('names the host of an image whose tag is not known', () => {
    const node = read(scalar('[{"image": "ghcr.io/acme/orders:'), variable('tag'), scalar('"}]'));
    expect(at(node, 0, 'image')).toMatchObject({
      kind: 'unknown',
      reason: 'ghcr.io/acme/orders:… is not whole. The variable tag has no value here.',
    });
  });

  it('reads a text that is part of another', () => {
    const inner = joinText([scalar('{"image": "'), variable('image'), scalar('"}')], 1);
    const node = read(scalar('['), inner, scalar(']'));
    expect(at(node, 0, 'image')).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['text that is no JSON', [scalar('[{"a": '), variable('x'), scalar(' b}]')]],
    ['a text with the marks of parts', [scalar('["\uE0000\uE001"'), variable('x'), scalar(']')]],
  ])('leaves %s', (_, parts) => {
    expect(read(...parts)).toBeUndefined();
  });

  it('gives up where parts double each other', () => {
    let part: CloudNode = joinText([scalar('a'), variable('x')], 1);
    for (let i = 0; i < 40; i++) part = joinText([part, part], 1);
    expect(readPartialJson(part)).toBeUndefined();
  });

  it('leaves a value without parts', () => {
    expect(readPartialJson(variable('x'))).toBeUndefined();
    expect(readPartialJson(scalar('[]'))).toBeUndefined();
  });
});
