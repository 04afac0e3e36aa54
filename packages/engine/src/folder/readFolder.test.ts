import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { assess } from '../assess/assess';
import { RepositoryEvidence } from '../contract/evidence';
import { Observation } from '../contract/observation';
import { repositoryFromFiles } from '../evidence/repositoryFromFiles';
import { describeReadError } from './readContent';
import { readFolder } from './readFolder';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lens-folder-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function write(path: string, content: string | Uint8Array) {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function git(...args: string[]): string {
  return execFileSync('git', args, {
    cwd: directory,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
    } as unknown as NodeJS.ProcessEnv,
  });
}

function commitAll() {
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'First');
}

async function read(folder = directory): Promise<RepositoryEvidence> {
  const observation = await readFolder({ directory: folder });
  if (observation.status !== 'present') throw new Error(JSON.stringify(observation));
  return observation.value;
}

const paths = (evidence: RepositoryEvidence) => evidence.entries.map(entry => entry.path);
const contentOf = (evidence: RepositoryEvidence, path: string) =>
  evidence.entries.find(entry => entry.path === path)?.content;

describe('readFolder with git', () => {
  it('reads the index: what is tracked counts, ignored and untracked files do not', async () => {
    write('Dockerfile', 'FROM scratch\n');
    write('src/a.ts', 'let a;');
    write('.gitignore', 'dist/\n');
    write('tracked but ignored/dist/x.yaml', 'x');
    commitAll();
    git('add', '--force', 'tracked but ignored/dist/x.yaml');
    git('commit', '--quiet', '--message', 'Second');
    write('dist/Dockerfile', 'FROM node');
    write('new.yaml', 'a: 1');
    const evidence = await read();
    expect(paths(evidence)).toEqual([
      '.gitignore',
      'Dockerfile',
      'src/a.ts',
      'tracked but ignored/dist/x.yaml',
    ]);
    expect(evidence).toMatchObject({
      location: basename(directory),
      commit: git('rev-parse', 'HEAD').trim(),
      dirty: false,
    });
  });

  it('reads the working copy and says that it differs from the commit', async () => {
    write('Dockerfile', 'FROM scratch\n');
    write('gone.yaml', 'a: 1');
    commitAll();
    write('Dockerfile', 'FROM node\n');
    rmSync(join(directory, 'gone.yaml'));
    const evidence = await read();
    expect(contentOf(evidence, 'Dockerfile')).toEqual({ status: 'present', value: 'FROM node\n' });
    expect(paths(evidence)).toEqual(['Dockerfile']);
    expect(evidence.dirty).toBe(true);
  });

  it('counts a staged file, and has no commit before the first one', async () => {
    git('init', '--quiet');
    write('Dockerfile', 'FROM scratch\n');
    expect(paths(await read())).toEqual([]);
    git('add', 'Dockerfile');
    const evidence = await read();
    expect(paths(evidence)).toEqual(['Dockerfile']);
    expect(evidence.dirty).toBe(true);
    expect(evidence.commit).toBeUndefined();
  });

  it('reads only the folder when it lies in a repository, and is not dirty through others', async () => {
    write('Dockerfile', 'FROM scratch\n');
    write('services/orders/Dockerfile', 'FROM node\n');
    commitAll();
    write('Dockerfile', 'FROM changed\n');
    const evidence = await read(join(directory, 'services/orders'));
    expect(paths(evidence)).toEqual(['Dockerfile']);
    expect(contentOf(evidence, 'Dockerfile')).toMatchObject({ value: 'FROM node\n' });
    expect(evidence).toMatchObject({ location: 'orders', dirty: false });
  });

  it('reads the files of a folder of which git tracks nothing', async () => {
    write('README.md', 'hello');
    commitAll();
    write('generated/Dockerfile', 'FROM node\n');
    const evidence = await read(join(directory, 'generated'));
    expect(paths(evidence)).toEqual(['Dockerfile']);
    expect(evidence.commit).toBeUndefined();
    expect(evidence.dirty).toBeUndefined();
  });

  it('works in a worktree, where .git is a file', async () => {
    write('main/Dockerfile', 'FROM scratch\n');
    directory = join(directory, 'main');
    commitAll();
    git('worktree', 'add', '--quiet', '../other');
    directory = dirname(directory);
    expect(paths(await read(join(directory, 'other')))).toEqual(['Dockerfile']);
  });

  it('lists a conflicted file once', async () => {
    write('a.yaml', 'a: 1\n');
    commitAll();
    git('checkout', '--quiet', '-b', 'other');
    write('a.yaml', 'a: 2\n');
    git('commit', '--quiet', '--all', '--message', 'Two');
    git('checkout', '--quiet', 'main');
    write('a.yaml', 'a: 3\n');
    git('commit', '--quiet', '--all', '--message', 'Three');
    expect(() => git('merge', '--quiet', 'other')).toThrow();
    expect(paths(await read())).toEqual(['a.yaml']);
  });

  it('keeps files that a sparse checkout leaves out, without their text', async () => {
    write('Dockerfile', 'FROM scratch\n');
    write('deploy/values.yaml', 'a: 1');
    commitAll();
    git('sparse-checkout', 'set', '--no-cone', '/Dockerfile');
    const evidence = await read();
    expect(paths(evidence)).toEqual(['Dockerfile', 'deploy/values.yaml']);
    expect(contentOf(evidence, 'deploy/values.yaml')).toMatchObject({
      status: 'unavailable',
      reason: 'deploy/values.yaml is not in the working tree (sparse checkout).',
    });
  });

  it('reads names with spaces, line breaks and letters of all alphabets', async () => {
    const names = ['a b.yaml', 'new\nline.yaml', 'größe.yaml', '-n.yaml', 'tab\t.yaml'];
    for (const name of names) write(name, 'a: 1');
    commitAll();
    expect(paths(await read())).toEqual([...names].sort());
  });

  it('does not follow links, nor a folder that became one', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'lens-outside-'));
    writeFileSync(join(outside, 'values.yaml'), 'password: outside');
    write('chart/values.yaml', 'a: 1');
    symlinkSync(join(outside, 'values.yaml'), join(directory, 'link.yaml'));
    symlinkSync('.', join(directory, 'loop'));
    commitAll();
    rmSync(join(directory, 'chart'), { recursive: true });
    symlinkSync(outside, join(directory, 'chart'));
    const evidence = await read();
    rmSync(outside, { recursive: true });
    expect(evidence.entries.map(({ path, type }) => `${type} ${path}`)).toEqual([
      'link link.yaml',
      'link loop',
    ]);
    expect(JSON.stringify(evidence)).not.toContain('outside');
  });

  it('does not wait for a pipe in place of a file', async () => {
    write('a.yaml', 'a: 1');
    commitAll();
    rmSync(join(directory, 'a.yaml'));
    execFileSync('mkfifo', [join(directory, 'a.yaml')]);
    expect(contentOf(await read(), 'a.yaml')).toMatchObject({
      status: 'unavailable',
      reason: 'a.yaml could not be read (not a regular file).',
    });
  });

  it('runs nothing that the repository configures', async () => {
    write('a.yaml', 'a: 1');
    write('hook.sh', '#!/bin/sh\ntouch ran\n');
    chmodSync(join(directory, 'hook.sh'), 0o755);
    commitAll();
    git('config', 'core.fsmonitor', join(directory, 'hook.sh'));
    git('config', 'core.hooksPath', directory);
    expect(paths(await read())).toEqual(['a.yaml', 'hook.sh']);
    expect(() => execFileSync('test', ['-e', join(directory, 'ran')])).toThrow();
  });

  it('is not led to another repository by the environment', async () => {
    write('a.yaml', 'a: 1');
    commitAll();
    process.env.GIT_DIR = join(directory, 'nowhere');
    const evidence = await read();
    delete process.env.GIT_DIR;
    expect(paths(evidence)).toEqual(['a.yaml']);
  });

  it('says so when git is missing or cannot read the repository', async () => {
    write('a.yaml', 'a: 1');
    commitAll();
    await expect(readFolder({ directory, git: join(directory, 'no-such-git') })).rejects.toThrow(
      /git was not found.*install git/,
    );
    rmSync(join(directory, '.git/HEAD'));
    await expect(readFolder({ directory })).rejects.toThrow(/git cannot read the repository/);
  });
});

describe('the readers', () => {
  it('give the same scorecard from the same files', async () => {
    const files = {
      Dockerfile: 'FROM node:22\nCOPY . .\nUSER root\nCMD npm start\n',
      'package.json': '{ "scripts": { "start": "node server.js" } }',
      'src/server.js': 'listen();',
      '.env': 'A=b',
      'deploy/app.yaml': 'kind: Deployment\napiVersion: apps/v1\nmetadata: { name: a }\n',
      'large.yaml': 'x'.repeat(1024 * 1024 + 1),
    };
    for (const [path, text] of Object.entries(files)) write(path, text);
    const judge = async (repository: Observation<RepositoryEvidence>) => {
      const now = new Date('2026-11-22T00:00:00Z');
      const { results, score } = await assess({
        subject: { name: 'a' },
        evidence: { repository },
        now,
      });
      return { results, score };
    };
    const inMemory = repositoryFromFiles({ files });
    const walked = await readFolder({ directory });
    commitAll();
    const tracked = await readFolder({ directory });
    expect(await judge(walked)).toEqual(await judge(inMemory));
    expect(await judge(tracked)).toEqual(await judge(inMemory));
    expect(await read()).toMatchObject({
      entries: inMemory.status === 'present' ? inMemory.value.entries : [],
    });
  });
});

describe('readFolder without git', () => {
  it('reads every regular file, ignored or not, and lists links', async () => {
    write('Dockerfile', 'FROM scratch\n');
    write('.gitignore', 'dist/');
    write('dist/app.yaml', 'a: 1');
    write('nested/.git/config', 'x');
    symlinkSync('.', join(directory, 'loop'));
    const evidence = await read();
    expect(paths(evidence)).toEqual(['.gitignore', 'Dockerfile', 'dist/app.yaml', 'loop']);
    expect(evidence.commit).toBeUndefined();
    expect(evidence.dirty).toBeUndefined();
  });

  it('keeps large, binary and torn files as entries with the reason', async () => {
    write('Dockerfile', `# ${'x'.repeat(128 * 1024)}`);
    write('large.yaml', 'x'.repeat(1024 * 1024 + 1));
    write('binary.yaml', new Uint8Array([1, 0, 2]));
    write('latin1.yaml', new Uint8Array([0xe4, 0x20]));
    const evidence = await read();
    expect(
      evidence.entries.map(({ path, content }) => [
        path,
        content.status === 'unavailable' ? content.reason : 'present',
      ]),
    ).toEqual([
      ['Dockerfile', 'Dockerfile is larger than 128 KiB and was not read.'],
      ['binary.yaml', 'binary.yaml is a binary file.'],
      ['large.yaml', 'large.yaml is larger than 1 MiB and was not read.'],
      ['latin1.yaml', 'latin1.yaml is not valid UTF-8.'],
    ]);
    expect(evidence.entries.map(entry => entry.size)).toEqual([131_074, 3, 1_048_577, 2]);
  });

  it('refuses a tree that is too deep to be listed whole', async () => {
    write(`${'d/'.repeat(70)}Dockerfile`, 'FROM scratch');
    expect(await readFolder({ directory })).toMatchObject({
      status: 'unavailable',
      reason: expect.stringMatching(/64 folders deep/),
    });
  });

  it('says what is wrong with the folder', async () => {
    await expect(readFolder({ directory: join(directory, 'nowhere') })).rejects.toThrow(
      /nowhere does not exist/,
    );
    write('file', '');
    await expect(readFolder({ directory: join(directory, 'file') })).rejects.toThrow(
      /file is not a folder/,
    );
  });

  it('names the reason when a file may not be read', () => {
    expect(describeReadError('a.yaml', { code: 'EACCES' })).toMatchObject({
      unavailable: {
        code: 'access-denied',
        reason: 'a.yaml could not be read: permission denied.',
      },
    });
  });
});
