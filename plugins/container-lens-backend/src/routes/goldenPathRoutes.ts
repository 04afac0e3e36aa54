import { HttpAuthService } from '@backstage/backend-plugin-api';
import { goldenPathPreviewRequestSchema } from '@container-lens/backstage-plugin-container-lens-common';
import { OverlayLibrary, listOptions, previewGoldenPath } from '@container-lens/golden-path';
import { createHash } from 'node:crypto';
import { Router } from 'express';
import { ContainerLensConfig } from '../config';
import { optionsQuerySchema, parse } from './parse';

/** What the forms of golden paths offer, and what they would create. Nothing is written and nobody is called. */
export function addGoldenPathRoutes(
  router: Router,
  options: {
    readonly config: ContainerLensConfig;
    readonly httpAuth: HttpAuthService;
    readonly library: OverlayLibrary;
  },
): void {
  const { config, httpAuth, library } = options;

  router.get('/v1/golden-path/options', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    const { language } = parse(optionsQuerySchema, req.query);
    const body = JSON.stringify(await listOptions(config.goldenPath, language, library));
    // A form asks on every page; the answer is sent again only when it is another.
    res.set('ETag', `"${createHash('sha256').update(body).digest('base64url')}"`);
    res.set('Cache-Control', 'private, no-cache');
    if (req.fresh) {
      res.status(304).end();
      return;
    }
    res.type('json').send(body);
  });

  router.post('/v1/golden-path/preview', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    const request = parse(goldenPathPreviewRequestSchema, req.body);
    res.json(
      await previewGoldenPath({
        config: config.goldenPath,
        request,
        organisation: config.organisation,
        library,
      }),
    );
  });
}
