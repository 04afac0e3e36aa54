import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

it('has a current page under docs/checks for every check', () => {
  const { stderr, status } = spawnSync(
    process.execPath,
    ['scripts/generate-check-docs.mjs', '--check'],
    { cwd: join(__dirname, '../../../..'), encoding: 'utf8' },
  );
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});
