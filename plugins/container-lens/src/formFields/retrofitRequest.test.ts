import { retrofitRequest } from './retrofitRequest';

const repoUrl = 'https://example.com/shop/orders';

describe('retrofitRequest', () => {
  it.each([{}, { repoUrl: '' }, { repoUrl: 'https://' }, { repoUrl: 'orders' }, { repoUrl: 7 }])(
    'waits for a repository: %j',
    answers => expect(retrofitRequest(answers)).toBeUndefined(),
  );

  it('passes what a person said, and leaves to the platform what was left to it', () => {
    expect(
      retrofitRequest({
        repoUrl: ` ${repoUrl} `,
        path: 'services/a',
        target: 'platform',
        ci: 'none',
        port: 9000,
        addTarget: true,
        name: '',
        surprise: 'x',
      }),
    ).toEqual({
      repoUrl,
      path: 'services/a',
      answers: { ci: 'none', port: 9000, addTarget: true },
    });
  });

  it('leaves out what is of another kind', () => {
    expect(retrofitRequest({ repoUrl, port: 'x', snippets: 'yes', owner: ['a'] })).toEqual({
      repoUrl,
      answers: {},
    });
  });
});
