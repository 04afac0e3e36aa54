import fc from 'fast-check';
import { goldenPathPreviewRequestSchema } from '@container-lens/backstage-plugin-container-lens-common';
import { previewRequest } from './previewRequest';

describe('previewRequest', () => {
  it('passes on the answers of the template', () => {
    expect(
      previewRequest(
        {
          name: 'orders',
          target: 'helm',
          pipeline: { ci: 'github', updateBot: 'dependabot' },
          secrets: ['db-password', 'hunter2=secret', 7],
          owner: 'group:default/payments',
          size: { cpu: 512, memory: 1024, min: 2, max: 10 },
          repoUrl: 'localhost?owner=a&repo=b',
        },
        'node',
      ),
    ).toEqual({
      language: 'node',
      name: 'orders',
      target: 'helm',
      ci: 'github',
      updateBot: 'dependabot',
      secrets: ['db-password'],
      owner: 'group:default/payments',
      size: { cpu: 512, memory: 1024, min: 2, max: 10 },
    });
  });

  it('needs a name', () => {
    expect(previewRequest({}, 'node')).toBeUndefined();
    expect(previewRequest({ name: '' }, 'node')).toBeUndefined();
  });

  it('never asks what the backend refuses for its shape', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('name', 'target', 'pipeline', 'owner', 'system', 'size', 'secrets'),
          fc.anything(),
        ),
        answers => {
          const request = previewRequest(answers, 'node');
          expect(
            request === undefined || goldenPathPreviewRequestSchema.safeParse(request).success,
          ).toBe(true);
        },
      ),
    );
  });
});
