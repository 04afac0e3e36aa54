import { randomBytes } from 'node:crypto';
import { DefaultUndoTokens } from './undoTokens';

const tokens = DefaultUndoTokens.create({ key: randomBytes(32) });
const created = {
  taskId: 'task-1',
  kind: 'aws:ecr:repository',
  thing: { name: 'services/orders' },
};

describe('undo tokens', () => {
  it('give back what was signed', () => {
    expect(tokens.read(tokens.sign(created), { taskId: 'task-1' })).toEqual(created);
  });

  it('are bound to their task', () => {
    expect(() => tokens.read(tokens.sign(created), { taskId: 'task-2' })).toThrow(/another task/);
  });

  it('are refused with any character changed, added or taken away', () => {
    const token = tokens.sign(created);
    const forged = [...token].flatMap((character, index) => [
      `${token.slice(0, index)}${character === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`,
      token.slice(0, index),
    ]);
    const accepted = [
      ...forged,
      `${token}.x`,
      `x${token}`,
      `${token}AAAA`,
      `${token}=`,
      `${token} `,
    ].filter(candidate => {
      try {
        tokens.read(candidate, { taskId: 'task-1' });
        return true;
      } catch {
        return false;
      }
    });
    expect(accepted).toEqual([]);
  });

  it('are refused with the key of another portal', () => {
    const other = DefaultUndoTokens.create({ key: randomBytes(32) });
    expect(() => tokens.read(other.sign(created), { taskId: 'task-1' })).toThrow(/no undo token/);
  });

  it('have a bounded size', () => {
    expect(() => tokens.sign({ ...created, thing: { name: 'x'.repeat(5000) } })).toThrow(
      /fewer things/,
    );
  });
});
