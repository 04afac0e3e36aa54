import { HttpAuthService } from '@backstage/backend-plugin-api';
import { goldenPathPreviewRequestSchema } from '@container-lens/backstage-plugin-container-lens-common';
import { listOptions, previewGoldenPath } from '@container-lens/golden-path';
import { Router } from 'express';
import { ContainerLensConfig } from '../config';
import { optionsQuerySchema, parse } from './parse';

/** What the forms of golden paths offer, and what they would create. Nothing is written and nobody is called. */
export function addGoldenPathRoutes(
  router: Router,
  options: { readonly config: ContainerLensConfig; readonly httpAuth: HttpAuthService },
): void {
  const { config, httpAuth } = options;

  router.get('/v1/golden-path/options', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    const { language } = parse(optionsQuerySchema, req.query);
    res.json(await listOptions(config.goldenPath, language));
  });

  router.post('/v1/golden-path/preview', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    const request = parse(goldenPathPreviewRequestSchema, req.body);
    res.json(
      await previewGoldenPath({
        config: config.goldenPath,
        request,
        organisation: config.organisation,
      }),
    );
  });
}
