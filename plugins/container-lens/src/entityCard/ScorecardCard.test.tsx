import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findViolations } from '../__testUtils__/findViolations';
import { entity, renderEntityPage } from '../__testUtils__/renderEntityPage';
import { responseError } from '../__testUtils__/responseError';
import {
  ago,
  answerFixture,
  exemplaryScorecard,
  mixedScorecard,
  resultFixture,
} from '../fixtures/scorecardFixture';

const card = 'entity-card:container-lens/scorecard';
const ref = 'component:default/billing';

describe('ScorecardCard', () => {
  it('says grade, coverage, level, pillars, risks, fixes and age', async () => {
    renderEntityPage(card);

    expect(await screen.findByRole('img', { name: 'Grade C, fair' })).toBeInTheDocument();
    expect(screen.getByText('Fair')).toBeInTheDocument();
    expect(screen.getByText('72 · 9 of 11 decided')).toBeInTheDocument();
    expect(screen.getByText('Bronze level')).toBeInTheDocument();
    expect(screen.getByText('1 high risk')).toBeInTheDocument();
    expect(screen.getByText('Example')).toBeInTheDocument();

    const pillars = within(screen.getByRole('list', { name: 'Pillars' })).getAllByRole('listitem');
    expect(pillars).toHaveLength(5);
    expect(pillars[0]).toHaveTextContent('Security58 of 10090 % decided · 1 high risk');
    expect(pillars[4]).toHaveTextContent('Cost optimization– no scoreToo little is decided');

    const fixes = within(screen.getByRole('region', { name: 'The fixes worth most' }));
    expect(fixes.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(
        /^The image's default user is not root.*USER 65532:65532.*\+9\.7 points$/,
      ),
      expect.stringMatching(/^No floating parent tags.*digest.*\+2\.9 points$/),
      expect.stringMatching(/^Build tooling is separated.*builder stage.*\+1\.2 points$/),
    ]);
    expect(screen.getByText('3 minutes ago')).toBeInTheDocument();
    expect(screen.getByText('9f2c1e7')).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
  });

  it('has nothing to fix where nothing fails', async () => {
    renderEntityPage(card, {
      api: { getScorecard: async () => answerFixture(exemplaryScorecard) },
    });

    expect(await screen.findByText('No high risk found')).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: /fix/ })).not.toBeInTheDocument();
  });

  it('shows a skeleton until the first answer', async () => {
    renderEntityPage(card, { api: { getScorecard: () => new Promise(() => {}) } });

    expect(
      await screen.findByRole('status', { name: 'Loading the scorecard' }),
    ).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
  });

  it('follows a first assessment until its scorecard is there', async () => {
    let asked = 0;
    renderEntityPage(card, {
      api: {
        getScorecard: async () => {
          asked += 1;
          return asked === 1
            ? { entityRef: ref, status: 'pending', stale: false, refreshing: true, example: false }
            : answerFixture(mixedScorecard);
        },
      },
    });

    expect(await screen.findByText('The first assessment is running')).toBeInTheDocument();
    expect(
      await screen.findByText('72 · 9 of 11 decided', undefined, { timeout: 5_000 }),
    ).toBeInTheDocument();
    expect(screen.queryByText('The first assessment is running')).not.toBeInTheDocument();
  });

  it('has the entity assessed again on demand', async () => {
    const refresh = jest.fn(async () => ({ entityRef: ref, requestedAt: ago(0) }));
    let refreshed = false;
    renderEntityPage(card, {
      api: {
        refresh: async () => {
          refreshed = true;
          return refresh();
        },
        getScorecard: async () =>
          refreshed ? answerFixture(exemplaryScorecard) : answerFixture(mixedScorecard),
      },
    });

    await userEvent.click(await screen.findByRole('button', { name: 'Assess again' }));

    expect(await screen.findByRole('img', { name: 'Grade A, excellent' })).toBeInTheDocument();
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('says why a new assessment could not be asked for', async () => {
    renderEntityPage(card, {
      api: {
        refresh: async () => {
          throw responseError(403, 'NotAllowedError', 'Unauthorized');
        },
      },
    });

    await userEvent.click(await screen.findByRole('button', { name: 'Assess again' }));

    expect(
      await screen.findByText('You may not have this entity assessed again'),
    ).toBeInTheDocument();
    expect(screen.getByText('72 · 9 of 11 decided')).toBeInTheDocument();
  });

  it('offers no new assessment to those who may not', async () => {
    renderEntityPage(card, {
      mayRefresh: false,
      // Decisions are remembered by entity, so this one must not have been asked about before.
      entity: { ...entity, metadata: { name: 'forbidden' } },
      api: { getScorecard: async () => answerFixture(mixedScorecard) },
    });

    expect(await screen.findByText('72 · 9 of 11 decided')).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: /assess/i })).not.toBeInTheDocument(),
    );
  });

  it('says what to add when there is nothing to assess', async () => {
    renderEntityPage(card, {
      api: {
        getScorecard: async () => ({
          entityRef: ref,
          status: 'not-assessable',
          message: 'Add the annotation backstage.io/source-location.',
          stale: false,
          refreshing: false,
          example: false,
        }),
      },
    });

    expect(await screen.findByText('There is nothing to assess yet')).toBeInTheDocument();
    expect(
      screen.getByText('Add the annotation backstage.io/source-location.'),
    ).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
  });

  it('keeps an older scorecard when the last assessment failed, and says so', async () => {
    renderEntityPage(card, {
      api: {
        getScorecard: async () =>
          answerFixture(mixedScorecard, {
            status: 'failed',
            stale: true,
            message: 'The repository answered 502.',
          }),
      },
    });

    expect(
      await screen.findByText('The last assessment failed; these figures are older'),
    ).toBeInTheDocument();
    expect(screen.getByText('The repository answered 502.')).toBeInTheDocument();
    expect(screen.getByText('72 · 9 of 11 decided')).toBeInTheDocument();
  });

  it('says when figures may be out of date', async () => {
    renderEntityPage(card, {
      api: {
        getScorecard: async () =>
          answerFixture(mixedScorecard, { stale: true, verifiedAt: ago(60 * 50) }),
      },
    });

    expect(await screen.findByText('These figures may be out of date')).toBeInTheDocument();
    expect(screen.getAllByText('2 days ago').length).toBeGreaterThan(0);
  });

  it('gives no grade where too little is known', async () => {
    renderEntityPage(card, {
      api: {
        getScorecard: async () =>
          answerFixture({
            ...mixedScorecard,
            score: {
              coverage: 0.2,
              grade: 'none',
              level: 'unrated',
              decided: 2,
              applicable: 11,
              highRisks: 0,
              mediumRisks: 0,
            },
          }),
      },
    });

    expect(await screen.findByRole('img', { name: 'Not rated' })).toBeInTheDocument();
    expect(screen.getByText('– · 2 of 11 decided')).toBeInTheDocument();
    expect(screen.getByText(/A grade would claim more than is known/)).toBeInTheDocument();
  });

  it('tells a missing right from a failure, and tries again', async () => {
    let asked = 0;
    const { unmount } = renderEntityPage(card, {
      api: {
        getScorecard: async () => {
          throw responseError(403, 'NotAllowedError', 'Unauthorized');
        },
      },
    });
    expect(await screen.findByText('You may not see the scorecard')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
    unmount();

    renderEntityPage(card, {
      api: {
        getScorecard: async () => {
          asked += 1;
          if (asked === 1) {
            throw responseError(500, 'Error', 'The database is away.');
          }
          return answerFixture(mixedScorecard);
        },
      },
    });
    expect(await screen.findByText('Could not load the scorecard')).toBeInTheDocument();
    expect(screen.getByText('The database is away.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('72 · 9 of 11 decided')).toBeInTheDocument();
  });

  it('shows hostile texts as the texts they are', async () => {
    const hostile = '<img src=x onerror="document.title=1">';
    const result = { ...resultFixture('sec-image-user-non-root', 'fail'), title: hostile };
    renderEntityPage(card, {
      api: {
        getScorecard: async () =>
          answerFixture(
            {
              ...mixedScorecard,
              results: [result],
              target: { ...mixedScorecard.target, commit: hostile },
            },
            // eslint-disable-next-line no-script-url
            { sourceUrl: 'javascript:alert(1)' },
          ),
      },
    });

    expect(await screen.findByText(hostile)).toBeInTheDocument();
    expect(document.querySelector('img[src="x"]')).toBeNull();
    expect(screen.queryByRole('link', { name: /Repository/ })).not.toBeInTheDocument();
    expect(screen.getByText('Repository')).toBeInTheDocument();
  });

  it('is not shown on what is not a component', async () => {
    renderEntityPage(card, {
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'payments' },
        spec: {},
      },
    });

    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
  });
});
