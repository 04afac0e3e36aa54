import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireSupportedMachine } from './toolchain.mjs';

const sentence = machine => {
  try {
    requireSupportedMachine({
      platform: 'linux',
      arch: 'x64',
      nodeVersion: '20.0.0',
      programs: [],
      ...machine,
    });
    return undefined;
  } catch (error) {
    assert.equal(error.name, 'UsageError');
    return error.message;
  }
};

test('says in one sentence why a machine will not do', () => {
  assert.equal(sentence({}), undefined);
  assert.equal(sentence({ platform: 'darwin', arch: 'arm64', nodeVersion: '22.1.0' }), undefined);
  assert.match(sentence({ nodeVersion: '18.20.0' }), /^Node\.js 18\.20\.0 is too old/);
  assert.match(
    sentence({ platform: 'darwin', arch: 'arm64' }),
    /no bundled Node\.js for darwin-arm64.*22 or newer\.$/,
  );
  assert.match(sentence({ platform: 'win32' }), /WSL/);
  assert.match(
    sentence({ programs: ['git-that-is-not-there'] }),
    /^git-that-is-not-there was not found; install it/,
  );
});
