// npm start: the portal on one port, with an example organisation, on a machine that has only git, Node.js and npm.
import { buildFrontend } from './portal/buildFrontend.mjs';
import { prepareDataFolder } from './portal/dataFolder.mjs';
import { loadExampleOrganisation } from './portal/exampleOrganisation.mjs';
import { choosePort, requireFreePort } from './portal/port.mjs';
import { startBackend } from './portal/startBackend.mjs';
import { isStopping, stop, stoppingIsNormal, tail } from './process/run.mjs';
import { runMain } from './process/runMain.mjs';
import { UsageError } from './process/usageError.mjs';
import { ensureToolchain, requireSupportedMachine, say } from './toolchain.mjs';

await runMain(async () => {
  const startedAt = Date.now();
  requireSupportedMachine();
  const port = choosePort();
  await requireFreePort(port);
  const data = prepareDataFolder();
  const toolchain = await ensureToolchain();
  await buildFrontend(toolchain);

  say('Starting the portal');
  const backend = await startBackend({
    toolchain,
    data,
    port,
    configs: ['app-config.yaml', 'app-config.quickstart.yaml'],
  });
  try {
    await loadExampleOrganisation({ port, data, env: toolchain.env });
  } catch (error) {
    await stop(backend);
    throw error;
  }

  stoppingIsNormal();
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  say(`Ready after ${seconds} s; log: ${data.log}; Ctrl-C stops it`);
  console.log(`\n  http://localhost:${port}\n`);

  await backend.ended;
  if (isStopping()) return new Promise(() => {});
  throw new UsageError(`The backend ended by itself:\n${tail(data.log)}\nFull log: ${data.log}`);
});
