import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

// The sources of the workspace, through the loader that scripts/verify.mjs puts in front of Node.js.
const require = createRequire(new URL('../../packages/golden-path/package.json', import.meta.url));

/**
 * Every repository that the golden paths create with the defaults of a portal that has configured nothing, in memory: all
 * combinations, and those of one language once more with a secret.
 */
export async function renderRepositories() {
  const golden = require('./src/index.ts');
  // One library: an overlay is read from disk once.
  const library = golden.OverlayLibrary.create();
  const combinations = await golden.listCombinations(library);
  const languages = [...new Set(combinations.map(({ language }) => language))];
  await assertLanguagesReadNoSecrets(library, languages);
  const repositories = [];
  for (const combination of combinations) {
    repositories.push(await render({ golden, library, combination, secrets: [] }));
    if (combination.language === languages[0]) {
      repositories.push(await render({ golden, library, combination, secrets: ['database-url'] }));
    }
  }
  return repositories;
}

/** A language whose files depended on secrets would have to be rendered with one, too. */
async function assertLanguagesReadNoSecrets(library, languages) {
  for (const language of languages) {
    const { files } = await library.get(`lang/${language}`);
    const reading = files.filter(({ content }) => content.includes('service.secrets'));
    assert.deepEqual(
      reading.map(({ path }) => path),
      [],
    );
  }
}

async function render({ golden, library, combination, secrets }) {
  const { service, values } = golden.resolveValues({
    ...combination,
    name: 'greeting',
    overrides: { workload: combination.workload, secrets },
    config: golden.defaultGoldenPathConfig,
  });
  const { files } = await golden.renderSkeleton({
    library,
    overlays: golden.serviceOverlays(combination),
    values: {
      name: 'greeting',
      description: 'Greets.',
      owner: 'group:default/storefront',
      system: '',
      service,
      platform: values,
    },
    template: `template:default/${combination.language}-service`,
    templateVersion: golden.serviceTemplateVersion,
  });
  const name = `${golden.nameCombination(combination)}${secrets.length > 0 ? '-secrets' : ''}`;
  return { name, combination, files };
}
