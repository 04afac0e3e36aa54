import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { findTree } from './findTree';

const integrations = ScmIntegrations.fromConfig(
  mockServices.rootConfig({
    data: {
      integrations: {
        gitea: [{ host: 'localhost:7007', baseUrl: 'http://localhost:7007/api/local-forge' }],
        github: [{ host: 'github.com' }],
        gitlab: [
          {
            host: 'git.example.com',
            baseUrl: 'https://git.example.com/root',
            apiBaseUrl: 'https://git.example.com/root/api/v4',
          },
        ],
      },
    },
  }),
);
const forge = 'http://localhost:7007/api/local-forge';
const find = (repoUrl: string, ref?: string) => findTree({ repoUrl, ref, integrations });

describe('findTree', () => {
  it.each([
    [
      'localhost:7007?owner=shop&repo=orders',
      undefined,
      [`${forge}/shop/orders/src/branch/main`, `${forge}/shop/orders/src/branch/master`],
    ],
    [`${forge}/shop/orders`, 'trunk', [`${forge}/shop/orders/src/branch/trunk`]],
    [`${forge}/shop/orders/src/branch/a/b`, undefined, [`${forge}/shop/orders/src/branch/a/b`]],
    [`${forge}/shop/orders.git`, 'main', [`${forge}/shop/orders/src/branch/main`]],
    ['https://github.com/shop/orders/', undefined, ['https://github.com/shop/orders']],
    [
      'https://github.com/shop/orders/tree/x/y',
      undefined,
      ['https://github.com/shop/orders/tree/x/y'],
    ],
    [
      'https://git.example.com/root/a/b/orders/-/tree/x',
      undefined,
      ['https://git.example.com/root/a/b/orders/-/tree/x'],
    ],
    [
      'git.example.com?owner=a/b&repo=orders',
      undefined,
      ['https://git.example.com/root/a/b/orders'],
    ],
  ])('reads %s at %s from %j', (repoUrl, ref, urls) => {
    expect(find(repoUrl, ref)).toEqual({ name: 'orders', urls });
  });

  it.each([
    ['https://169.254.169.254/a/b', undefined, /no integration/],
    ['https://me:secret@github.com/a/b', undefined, /name or a password/],
    ['https://github.com/a', undefined, /no repository/],
    ['https://github.com/../..', undefined, /no repository/],
    ['github.com?owner=..&repo=x', undefined, /no repository/],
    ['http://', undefined, /no repository/],
    ['https://github.com/a/b', '../x', /not the name of a branch/],
    ['https://github.com/a/b', '--upload-pack=x', /not the name of a branch/],
  ])('refuses %s at %s', (repoUrl, ref, message) => {
    expect(() => find(repoUrl, ref)).toThrow(message);
    expect(() => find(repoUrl, ref)).not.toThrow(/secret/);
  });
});
