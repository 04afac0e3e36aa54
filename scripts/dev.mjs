// npm run dev: the portal with hot reload, user interface and backend on a port each, on the data of the quick start.
import path from 'node:path';
import { prepareDataFolder } from './portal/dataFolder.mjs';
import { loadExampleOrganisation } from './portal/exampleOrganisation.mjs';
import { choosePort, requireFreePort } from './portal/port.mjs';
import { isStopping, start, stoppingIsNormal } from './process/run.mjs';
import { runMain } from './process/runMain.mjs';
import { UsageError } from './process/usageError.mjs';
import { ensureToolchain, requireSupportedMachine, root, say } from './toolchain.mjs';
import { waitUntilReady } from './portal/startBackend.mjs';

await runMain(async () => {
  requireSupportedMachine();
  const port = choosePort();
  const uiPort = Number(process.env.CONTAINER_LENS_UI_PORT || 3000);
  await requireFreePort(port);
  await requireFreePort(uiPort, 'CONTAINER_LENS_UI_PORT');
  const data = prepareDataFolder();
  const toolchain = await ensureToolchain();
  const env = {
    ...toolchain.env,
    CONTAINER_LENS_DATA: data.folder,
    CONTAINER_LENS_PORT: String(port),
    CONTAINER_LENS_UI_PORT: String(uiPort),
  };
  say('Starting with hot reload');
  const configs = ['app-config.yaml', 'app-config.quickstart.yaml', 'app-config.dev.yaml'];
  const portal = start(
    'backstage-cli',
    // Relative paths would be looked for in each package.
    ['repo', 'start', ...configs.flatMap(config => ['--config', path.join(root, config)])],
    { cwd: root, env },
  );
  stoppingIsNormal();
  await waitUntilReady({ port, child: portal });
  await loadExampleOrganisation({ port, data, env });
  console.log(`\n  http://localhost:${uiPort}\n`);
  const { code } = await portal.ended;
  if (isStopping()) return new Promise(() => {});
  throw new UsageError(`The development server ended by itself (exit code ${code}).`);
});
