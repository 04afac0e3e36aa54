import { createRequire } from 'node:module';

// The sources of the workspace, through the loader that scripts/verify.mjs puts in front of Node.js.
const require = createRequire(new URL('../../packages/golden-path/package.json', import.meta.url));

/** Renders the golden path into `folder` with the defaults of a portal that has configured nothing. */
export async function renderService({ language, workload = 'service', name, folder }) {
  const golden = require('./src/index.ts');
  const config = golden.defaultGoldenPathConfig;
  const target = config.targets.default;
  const ci = config.ci.default;
  const { service, values } = golden.resolveValues({
    language,
    target,
    ci,
    name,
    overrides: { workload },
    config,
  });
  const { files } = await golden.renderSkeleton({
    library: golden.OverlayLibrary.create({ overlayPaths: config.overlayPaths }),
    overlays: golden.serviceOverlays({ language, target, ci, updateBot: config.updateBot }),
    values: {
      name,
      description: `The service ${name}.`,
      owner: 'group:default/storefront',
      system: '',
      service,
      platform: values,
    },
    template: `template:default/${language}-service`,
    templateVersion: golden.serviceTemplateVersion,
  });
  await golden.writeFiles({ files, folder, conflict: 'error' });
  return { service, parent: values.parent };
}
