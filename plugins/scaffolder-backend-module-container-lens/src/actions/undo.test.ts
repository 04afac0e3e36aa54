import { randomBytes } from 'node:crypto';
import { parse } from 'yaml';
import { runAction } from '../__testUtils__/runAction';
import { UndoHandler } from '../undo/undoHandler';
import { DefaultUndoTokens } from '../undo/undoTokens';
import { createUndoAction } from './undo';
import { examples } from './undo.examples';

const tokens = DefaultUndoTokens.create({ key: randomBytes(32) });

/** A shelf of things, each with the task that made it. */
class ShelfHandler implements UndoHandler {
  readonly kind = 'shelf';
  readonly things = new Map<string, string>();
  readonly order: string[] = [];

  async undo(thing: Readonly<Record<string, string>>, options: { taskId: string }) {
    const name = thing.name ?? '';
    this.order.push(name);
    if (name === 'locked') throw new Error('no permission');
    if (!this.things.has(name)) return { state: 'absent' as const, detail: `${name}: gone` };
    if (this.things.get(name) !== options.taskId) {
      return { state: 'kept' as const, detail: `${name}: of another task` };
    }
    this.things.delete(name);
    return { state: 'undone' as const, detail: `${name}: deleted` };
  }
}

function setUp() {
  const shelf = new ShelfHandler();
  const action = createUndoAction({ tokens, handlers: [shelf] });
  const run = async (list: (string | null)[], options: { isDryRun?: boolean } = {}) => {
    const { input } = parse(examples[0]!.example).steps[0];
    return runAction(action, { ...input, tokens: list }, options);
  };
  const token = (name: string, taskId = 'task-1', kind = 'shelf') =>
    tokens.sign({ taskId, kind, thing: { name } });
  return { shelf, run, token };
}

describe('container-lens:undo', () => {
  it('takes back what the task created, last first, and once', async () => {
    const { shelf, run, token } = setUp();
    shelf.things.set('a', 'task-1').set('b', 'task-1');
    const list = [token('a'), token('b'), token('b')];
    await expect(run(list)).resolves.toEqual({ undone: ['b: deleted', 'a: deleted'], failed: [] });
    await expect(run(list)).resolves.toEqual({ undone: ['b: gone', 'a: gone'], failed: [] });
  });

  it('says what is left, and still does the rest', async () => {
    const { shelf, run, token } = setUp();
    shelf.things.set('a', 'task-1').set('b', 'task-2').set('locked', 'task-1');
    const outputs = await run([token('a'), token('b'), token('locked')]);
    expect(outputs.undone).toEqual(['a: deleted']);
    expect(outputs.failed).toEqual(['Error: no permission', 'b: of another task']);
  });

  it('touches nothing for tokens of other tasks, of unknown kinds, and for forged ones', async () => {
    const { shelf, run, token } = setUp();
    shelf.things.set('a', 'task-2');
    const outputs = await run([token('a', 'task-2'), token('a', 'task-1', 'cupboard'), 'forged']);
    expect(outputs.undone).toEqual([]);
    expect(outputs.failed).toEqual([
      expect.stringContaining('no undo token'),
      expect.stringContaining("can undo 'cupboard'"),
      expect.stringContaining('another task'),
    ]);
    expect(shelf.order).toEqual([]);
  });

  it('does nothing without tokens and in a dry run', async () => {
    const { shelf, run, token } = setUp();
    shelf.things.set('a', 'task-1');
    const nothing = { undone: [], failed: [] };
    await expect(run([])).resolves.toEqual(nothing);
    await expect(run(['', null])).resolves.toEqual(nothing);
    await expect(run([token('a')], { isDryRun: true })).resolves.toEqual(nothing);
    expect(shelf.order).toEqual([]);
  });
});
