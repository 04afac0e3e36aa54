import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { resolveValues } from '../service/resolveValues';
import { renderSkeleton } from './renderSkeleton';
import { serviceOverlays } from './serviceOverlays';

jest.setTimeout(60_000);

async function renderFiles(secrets: string[]): Promise<Map<string, string>> {
  const { service, values } = resolveValues({
    language: 'node',
    target: 'helm',
    ci: 'github',
    name: 'orders',
    overrides: { secrets },
    config: goldenPathConfigSchema.parse({}),
  });
  const { files } = await renderSkeleton({
    library: OverlayLibrary.create({}),
    overlays: serviceOverlays({
      language: 'node',
      target: 'helm',
      ci: 'github',
      updateBot: 'renovate',
    }),
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
  return new Map(files.map(({ path, content }) => [path, content.toString('utf8')]));
}

const isDocument = (path: string) => path.endsWith('.md') && !path.startsWith('.github/');

/** What a document names as a file or folder of its repository. */
function namedPaths(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code.split(' ')[0]!);
  const inBlocks = [...text.matchAll(/(?<=\s)(?:ci|infra|chart)\/[\w./-]+/g)].map(([path]) => path);
  return [...quoted, ...inBlocks].filter(
    word =>
      !word.includes('<') &&
      /^[.\w-]+(\/[.\w-]+)*\/?$/.test(word) &&
      (/^[^/].*\.(md|ya?ml|sh|ts|js|json)$/.test(word) || /^[.\w-]+\//.test(word)) &&
      !/^(localhost|\d+\.)/.test(word) &&
      !word.includes('amazonaws.com'),
  );
}

describe.each([
  ['without secrets', []],
  ['with secrets', ['database-url']],
])('the documentation of a service %s', (_, secrets) => {
  it('names only files and folders that exist', async () => {
    const files = await renderFiles(secrets);
    const paths = [...files.keys()];
    const named = paths
      .filter(isDocument)
      .flatMap(document =>
        namedPaths(files.get(document) ?? '').map(path => ({ document, path: path })),
      );
    expect(named.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['infra/ecr.yaml', 'chart/values.yaml', 'ci/deploy.sh', 'infra/']),
    );
    expect(
      named.filter(
        ({ path }) =>
          !files.has(path) && !paths.some(file => file.startsWith(`${path}/`.replace('//', '/'))),
      ),
    ).toEqual([]);
  });

  it('names only targets that make has', async () => {
    const files = await renderFiles(secrets);
    const targets = [...files]
      .filter(([path]) => path === 'Makefile' || path.startsWith('make.d/'))
      .flatMap(([, text]) => [...text.matchAll(/^([a-z][a-z-]*):/gm)].map(([, target]) => target));
    const named = [...files]
      .filter(([path]) => isDocument(path) || path.startsWith('.github/'))
      .flatMap(([, text]) => [
        ...text.matchAll(/(?:^|`|run: )make ((?:[a-z][a-z-]*(?= |`|$) ?)+)/gm),
      ])
      .flatMap(([, words = '']) => words.trim().split(' '))
      // Built in another repository, as its document says.
      .filter(target => target !== 'parents');
    expect(named).toEqual(expect.arrayContaining(['check', 'image', 'up', 'lint-manifests']));
    expect(named.filter(target => !targets.includes(target))).toEqual([]);
  });

  it('has a stack of secrets exactly when there are some', async () => {
    const files = await renderFiles(secrets);
    expect(files.has('infra/secrets.yaml')).toBe(secrets.length > 0);
    expect(files.get('README.md')?.includes('infra/secrets.yaml')).toBe(secrets.length > 0);
  });

  it('tells how to build on the parents of this machine', async () => {
    const readme = (await renderFiles(secrets)).get('README.md');
    expect(readme).toContain('BUILD_IMAGE=localhost/org/node-build:24.21.0-r7 \\');
    expect(readme).toContain('RUNTIME_IMAGE=localhost/org/node-runtime:24.21.0-r7\n');
  });
});
