import { tmpdir } from 'node:os';
import { gitEnvironment } from './gitEnvironment';
import { GitProcess } from './GitProcess';

const start = (args: string[], timeLimitMs: number, signal?: AbortSignal) =>
  GitProcess.start({
    args,
    cwd: tmpdir(),
    environment: gitEnvironment({ homeDir: tmpdir() }),
    timeLimitMs,
    signal,
  });

/** Runs for ever: it waits for input that does not come. */
const WAITING = ['hash-object', '--stdin'];

describe('GitProcess', () => {
  it('ends when its time is over', async () => {
    const exit = await start(WAITING, 50).exited();
    expect(exit).toMatchObject({ code: undefined, stopped: 'time-limit' });
  });

  it('ends with its client', async () => {
    const controller = new AbortController();
    const git = start(WAITING, 60_000, controller.signal);
    controller.abort();
    expect(await git.exited()).toMatchObject({ stopped: 'client-gone' });
    expect(() => start(WAITING, 60_000, controller.signal)).toThrow();
  });

  it('tells how it ended by itself', async () => {
    const good = start(WAITING, 60_000);
    good.stdin.end('text');
    good.stdout.resume();
    expect(await good.exited()).toEqual({ code: 0, stopped: undefined, stderr: '' });
    const bad = start(['cat-file', 'blob', 'x'], 60_000);
    expect(await bad.exited()).toMatchObject({
      code: 128,
      stderr: expect.stringContaining('fatal'),
    });
  });
});

describe('gitEnvironment', () => {
  it('holds nothing of the backend but the path', () => {
    process.env.FORGE_TEST_SECRET = 'secret';
    const environment = gitEnvironment({ homeDir: '/home', settings: { 'a.b': 'c' } });
    delete process.env.FORGE_TEST_SECRET;
    expect(JSON.stringify(environment)).not.toContain('secret');
    expect(environment.PATH).toBe(process.env.PATH);
    const count = Number(environment.GIT_CONFIG_COUNT);
    expect(environment[`GIT_CONFIG_KEY_${count - 1}`]).toBe('a.b');
    expect(environment[`GIT_CONFIG_VALUE_${count - 1}`]).toBe('c');
    const others = Object.keys(environment).filter(key => !key.startsWith('GIT_'));
    expect(others.sort()).toEqual(['HOME', 'LC_ALL', 'PATH']);
  });
});
