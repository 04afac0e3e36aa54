import { resolved, unresolved } from '../resolved';
import { applyConfigBlob } from './applyConfigBlob';
import { ImageConfig } from './imageConfig';

const location = { path: 'Dockerfile', line: 3 };
const derived: ImageConfig = {
  unit: 'Dockerfile',
  user: resolved('app'),
  userLocation: location,
  entrypoint: resolved<never>(undefined),
  cmd: resolved({
    words: ['node', 'server.js'],
    form: 'exec' as const,
    location,
    inherited: false,
  }),
  healthcheck: { state: 'defined', command: ['probe'], shellForm: false, location },
  shell: 'dash',
  windows: false,
};
const blob = {
  user: 'app:app',
  cmd: ['node', 'server.js'],
  healthcheck: { test: ['CMD', 'probe'] },
};

describe('applyConfigBlob', () => {
  it('keeps the places of the Dockerfile where the registry agrees', () => {
    expect(applyConfigBlob(derived, blob)).toEqual(derived);
  });

  it('lets the registry decide and says where it differs', () => {
    const config = applyConfigBlob(derived, {
      user: '0',
      entrypoint: ['/bin/sh', '-c', 'npm start'],
    });
    expect(config.user).toEqual(resolved('0'));
    expect(config.entrypoint).toMatchObject({ value: { form: 'shell', inherited: false } });
    expect(config.cmd).toEqual(resolved(undefined));
    expect(config.healthcheck).toEqual({ state: 'absent' });
    expect(config.conflicts).toEqual([
      'The image in the registry runs as root; the Dockerfile says app.',
      'The image in the registry has another entrypoint than the Dockerfile.',
      'The image in the registry has another command than the Dockerfile.',
      'The image in the registry and the Dockerfile differ in their health check.',
    ]);
  });

  it('knows what an unknown parent left open, without a conflict', () => {
    const open: ImageConfig = {
      ...derived,
      user: unresolved('the parent is not known'),
      cmd: unresolved('the parent is not known'),
      healthcheck: { state: 'unknown', reason: 'the parent is not known' },
    };
    const config = applyConfigBlob(open, {
      ...blob,
      healthcheck: { test: ['CMD-SHELL', 'probe || exit 1'] },
    });
    expect(config).toMatchObject({
      user: resolved('app'),
      cmd: { value: { words: ['node', 'server.js'], inherited: true } },
      healthcheck: { state: 'defined', command: ['probe || exit 1'], shellForm: true },
    });
    expect(config.conflicts).toBeUndefined();
  });

  it('takes the names of root for the same user', () => {
    const root = { ...derived, user: resolved('root') };
    expect(applyConfigBlob(root, { ...blob, user: '' }).conflicts).toBeUndefined();
  });
});
