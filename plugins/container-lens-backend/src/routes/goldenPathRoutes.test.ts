import { mockServices } from '@backstage/backend-test-utils';
import { OverlayLibrary } from '@container-lens/golden-path';
import express from 'express';
import PromiseRouter from 'express-promise-router';
import request from 'supertest';
import { readContainerLensConfig } from '../config';
import { addGoldenPathRoutes } from './goldenPathRoutes';

describe('the options of golden paths', () => {
  it('are sent again only when they are others', async () => {
    const router = PromiseRouter();
    addGoldenPathRoutes(router, {
      config: readContainerLensConfig(mockServices.rootConfig({ data: {} })),
      httpAuth: mockServices.httpAuth(),
      library: OverlayLibrary.create({}),
    });
    const app = express().use(router);
    const ask = (language: string, etag?: string) => {
      const asked = request(app).get(`/v1/golden-path/options?language=${language}`);
      return etag ? asked.set('If-None-Match', etag) : asked;
    };
    const first = await ask('node');
    expect(first.status).toBe(200);
    expect(first.headers).toMatchObject({
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
      'cache-control': 'private, no-cache',
      'content-type': expect.stringContaining('application/json'),
    });
    const again = await ask('node', first.headers.etag);
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
    expect((await ask('go', first.headers.etag)).status).toBe(200);
  });
});
