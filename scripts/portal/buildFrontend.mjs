import path from 'node:path';
import { runOrFail } from '../process/run.mjs';
import { digestOf, unlessStamped } from '../process/stamp.mjs';
import { logs, root, say } from '../toolchain.mjs';

const INPUTS = [
  'packages/app',
  'plugins/container-lens',
  'plugins/container-lens-common',
  'app-config.yaml',
  'yarn.lock',
];

/** Builds the app into packages/app/dist unless that was done from the same sources. */
export async function buildFrontend({ env }) {
  const app = path.join(root, 'packages', 'app');
  // The build empties dist, so the stamp in it says that a later step of the build was reached, too.
  const stamp = path.join(app, 'dist', '.container-lens-stamp');
  await unlessStamped(stamp, digestOf(root, INPUTS), async () => {
    say('Building the user interface (about half a minute)');
    await runOrFail(
      'backstage-cli',
      [
        'package',
        'build',
        '--config',
        '../../app-config.yaml',
        '--config',
        '../../app-config.quickstart.yaml',
      ],
      {
        cwd: app,
        env,
        log: path.join(logs, 'frontend.log'),
        sentence: 'The user interface could not be built',
      },
    );
  });
}
