import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goldenPathConfigSchema } from '../../config/goldenPathConfig';
import { OverlayLibrary } from '../../overlay/overlayLibrary';
import { ValueOverrides, resolveValues } from '../../service/resolveValues';
import { renderSkeleton } from '../renderSkeleton';
import { serviceOverlays } from '../serviceOverlays';
import { writeFiles } from '../writeFiles';

/** A service of one deploy target, rendered into a folder of its own. */
export async function renderTarget(options: {
  target: string;
  ci?: string;
  overrides?: ValueOverrides;
  config?: object;
}) {
  const { target, overrides } = options;
  const axes = { language: 'node', target, ci: options.ci ?? 'github', updateBot: 'renovate' };
  const config = goldenPathConfigSchema.parse(options.config ?? {});
  const { service, values } = resolveValues({ ...axes, name: 'orders', overrides, config });
  const { files } = await renderSkeleton({
    library: OverlayLibrary.create(),
    overlays: serviceOverlays(axes),
    values: {
      name: 'orders',
      description: 'Takes orders.',
      owner: 'group:default/team-a',
      system: '',
      service,
      platform: values,
    },
    template: 'template:default/node-service',
    templateVersion: '1.0.0',
  });
  const folder = mkdtempSync(join(tmpdir(), `${target}-`));
  await writeFiles({ files, folder, conflict: 'error' });
  return {
    files,
    folder,
    service,
    text: (path: string) => files.find(file => file.path === path)?.content.toString('utf8'),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
