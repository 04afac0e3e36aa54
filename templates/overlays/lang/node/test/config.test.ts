import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../src/config.ts';

test('defaults fit the platform', () => {
  const config = readConfig({});
  assert.equal(config.drainMs, 5_000);
  assert.equal(config.shutdownTimeoutMs, 25_000);
  assert.equal(config.version, 'dev');
});

test('durations accept fractions of a second', () => {
  assert.equal(readConfig({ SHUTDOWN_DRAIN_SECONDS: '1.5' }).drainMs, 1_500);
});

for (const [name, value] of [
  ['PORT', '80'],
  ['PORT', 'http'],
  ['LOG_LEVEL', 'loud'],
  ['SHUTDOWN_DRAIN_SECONDS', '-1'],
  ['SHUTDOWN_DRAIN_SECONDS', 'soon'],
  ['SHUTDOWN_TIMEOUT_SECONDS', '1'],
] as const) {
  test(`${name}=${value} stops the start and says why`, () => {
    assert.throws(() => readConfig({ [name]: value }), new RegExp(name));
  });
}
