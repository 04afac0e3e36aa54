import { NotFoundError } from '@backstage/errors';
import { goldenPathConfigSchema } from '@container-lens/golden-path';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import { readTemplates } from './readTemplates';

// A bound for machines that do other things as well; the tests take a fraction of it.
jest.setTimeout(60_000);

const config = (templates: object) => goldenPathConfigSchema.parse({ templates });

describe('readTemplates', () => {
  it('emits valid templates', async () => {
    const templates = await readTemplates(config({}));
    expect(templates.map(({ metadata }) => metadata.name).sort()).toEqual([
      'go-service',
      'java-service',
      'leave-copilot',
      'node-service',
      'parent-image',
      'python-service',
      'retrofit-service',
    ]);
    for (const template of templates) {
      await expect(templateEntityV1beta3Validator.check(template)).resolves.toBe(true);
    }
  });

  it('emits nothing that is not enabled', async () => {
    await expect(readTemplates(config({ enabled: [] }))).resolves.toEqual([]);
  });

  it('refuses a template that does not exist', async () => {
    await expect(readTemplates(config({ enabled: ['cobol-service'] }))).rejects.toThrow(
      NotFoundError,
    );
  });
});
