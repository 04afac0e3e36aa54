import { mockServices, registerMswTestHooks } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { RepositoryNames } from './RepositoryNames';

const server = setupServer();
registerMswTestHooks(server);

const names = RepositoryNames.create({
  integrations: ScmIntegrations.fromConfig(
    mockServices.rootConfig({
      data: {
        integrations: {
          gitea: [
            {
              host: 'forge.example.com:7007',
              baseUrl: 'https://forge.example.com:7007/api/local-forge',
              username: 'scaffolder',
              password: 'gitea-secret',
            },
          ],
          github: [{ host: 'github.com', token: 'github-secret' }],
          gitlab: [
            {
              host: 'git.example.com',
              apiBaseUrl: 'https://git.example.com/api/v4',
              token: 'gitlab-secret',
            },
          ],
        },
      },
    }),
  ),
});

describe('RepositoryNames', () => {
  it.each([
    [
      'forge.example.com:7007?owner=shop&repo=orders',
      'https://forge.example.com:7007/api/local-forge/api/v1/repos/shop/orders',
      `basic ${Buffer.from('scaffolder:gitea-secret').toString('base64')}`,
    ],
    [
      'github.com?owner=shop&repo=orders',
      'https://api.github.com/repos/shop/orders',
      'Bearer github-secret',
    ],
    [
      'git.example.com?owner=group/sub&repo=orders',
      'https://git.example.com/api/v4/projects/group%2Fsub%2Forders',
      'Bearer gitlab-secret',
    ],
  ])('asks the host of %s with its credentials', async (repoUrl, url, authorization) => {
    const asked: unknown[] = [];
    let status = 200;
    server.use(
      http.get('*', ({ request }) => {
        asked.push([request.url, request.headers.get('authorization')]);
        return HttpResponse.json({}, { status });
      }),
    );
    expect(await names.find(repoUrl)).toEqual({ state: 'taken' });
    status = 404;
    expect(await names.find(repoUrl)).toEqual({ state: 'free' });
    expect(asked).toEqual([
      [url, authorization],
      [url, authorization],
    ]);
  });

  it.each([301, 401, 429, 500])('leaves it open when the host answers with %s', async status => {
    server.use(
      http.get(
        '*',
        () => new HttpResponse('', { status, headers: { location: 'https://example.org/' } }),
      ),
    );
    expect(await names.find('github.com?owner=shop&repo=orders')).toEqual({
      state: 'unknown',
      reason: `github.com answers with ${status}.`,
    });
  });

  it('leaves it open when the host is away, without its error', async () => {
    server.use(http.get('*', () => HttpResponse.error()));
    expect(await names.find('github.com?owner=shop&repo=orders')).toEqual({
      state: 'unknown',
      reason: 'github.com does not answer.',
    });
  });

  it.each(['evil.example.com?owner=a&repo=b', 'github.com?owner=..&repo=b', 'github.com?owner=a'])(
    'asks nobody about %s',
    async repoUrl => {
      await expect(names.find(repoUrl)).rejects.toThrow(/no integration|names no repository/);
    },
  );
});
