import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findViolations } from '../__testUtils__/findViolations';
import { renderEntityPage } from '../__testUtils__/renderEntityPage';
import { responseError } from '../__testUtils__/responseError';
import { lensFixture } from '../fixtures/lensFixture';
import { answerFixture, mixedScorecard, resultFixture } from '../fixtures/scorecardFixture';

const tab = 'entity-content:container-lens';
const rootCheck = /Fail.*The image's default user is not root/;

const checkRow = /(critical|high|medium|low) ?severity/;
const checkButtons = () => screen.queryAllByRole('button', { name: checkRow });
/** The headings of the groups, and whether each is unfolded. */
const groups = () =>
  screen
    .getAllByRole('heading', { level: 3 })
    .map(heading => within(heading).getByRole('button'))
    .map(button => [button.textContent?.trim(), button.getAttribute('aria-expanded') === 'true']);

describe('ScorecardTab', () => {
  it('shows what fails first, and folds what asks for nothing', async () => {
    renderEntityPage(tab);

    expect(await screen.findByRole('heading', { name: 'Checks' })).toBeInTheDocument();
    expect(groups()).toEqual([
      ['Failing 1', true],
      ['Warnings 2', true],
      ['Unknown: a clearer repository would answer 2', false],
      ['Accepted risks 1', false],
      ['Passing 4', false],
      ['Not applicable 1', false],
    ]);
    const [first] = checkButtons();
    expect(first).toHaveTextContent("The image's default user is not root");
    expect(first).toHaveTextContent('+9.7 points');
    expect(checkButtons()).toHaveLength(3);
    expect(
      screen.getByText(/2 checks could not be decided\. If all of them failed .* 66, .* 79\./),
    ).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
  });

  it('shows the questions by pillar with their risk, and the checks behind each', async () => {
    const user = userEvent.setup();
    renderEntityPage(tab, { path: '/?view=questions' });

    expect(await screen.findByRole('heading', { name: 'Checks' })).toBeInTheDocument();
    expect(
      screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent),
    ).toEqual([
      'Security58',
      'Reliability83',
      'Operational excellence71',
      'Performance efficiency92',
      'Cost optimization–',
    ]);
    expect(checkButtons()).toHaveLength(0);
    const identity = screen.getByRole('region', { name: /least privilege identity/ });
    expect(within(identity).getByText('High risk')).toBeInTheDocument();
    await user.click(within(identity).getByRole('button', { expanded: false }));
    const rows = within(identity).getAllByRole('button', { name: checkRow });
    expect(rows[0]).toHaveTextContent("The image's default user is not root");
    expect(rows[1]).toHaveTextContent('accepted risk');
    expect(await findViolations()).toEqual([]);
  });

  it('keeps the arrangement in the address', async () => {
    const user = userEvent.setup();
    renderEntityPage(tab);

    await user.click(await screen.findByRole('radio', { name: 'By question' }));

    expect(screen.getByRole('heading', { name: /^Security/ })).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'By result' }));
    expect(screen.queryByRole('heading', { name: /^Security/ })).not.toBeInTheDocument();
  });

  it('says what is wrong with the declarations of the repository, errors first', async () => {
    renderEntityPage(tab, {
      api: {
        getScorecard: async () =>
          answerFixture({
            ...mixedScorecard,
            notices: [
              {
                severity: 'info',
                message: 'The waiver ends in 9 days.',
                path: '.container-lens.yaml',
              },
              {
                severity: 'error',
                message: 'approver is missing.',
                path: '.container-lens.yaml',
                line: 7,
                url: 'https://forge.example.com/x#L7',
              },
            ],
          }),
      },
    });

    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent('2 notices about .container-lens.yaml');
    expect(within(notice).getAllByRole('listitem')[0]).toHaveTextContent('approver is missing.');
    expect(within(notice).getByRole('link')).toHaveTextContent('.container-lens.yaml:7');
    expect(await findViolations()).toEqual([]);
  });

  it('unfolds a check with the keyboard, down to the line in the repository', async () => {
    const user = userEvent.setup();
    renderEntityPage(tab);
    const row = await screen.findByRole('button', { name: rootCheck });
    expect(row).toHaveAttribute('aria-expanded', 'false');

    row.focus();
    await user.keyboard('{Enter}');

    expect(row).toHaveAttribute('aria-expanded', 'true');
    const details = within(
      screen.getByRole('group', { name: "The image's default user is not root" }),
    );
    expect(details.getByText('USER root is the last USER of the final stage.')).toBeInTheDocument();
    expect(details.getByRole('link', { name: /Dockerfile:31/ })).toHaveAttribute(
      'href',
      expect.stringMatching(/^https:\/\/forge\.example\.com\/.*\/Dockerfile#L31$/),
    );
    expect(details.getByText(/USER 65532:65532; use ports above 1024/)).toBeInTheDocument();
    expect(await details.findByText(/The final stage ends with a USER/)).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);

    await user.keyboard(' ');
    expect(row).toHaveAttribute('aria-expanded', 'false');
  });

  it('says of the unknown what would decide it, and of each unit what is known', async () => {
    const user = userEvent.setup();
    renderEntityPage(tab);

    await user.click(await screen.findByRole('button', { name: /a clearer repository/ }));
    await user.click(
      await screen.findByRole('button', { name: /Unknown.*CPU and memory are requested/ }),
    );

    const details = within(
      screen.getByRole('group', { name: 'CPU and memory are requested and limited' }),
    );
    expect(details.getByText('Deployment/billing-worker')).toBeInTheDocument();
    expect(details.getByText('What would decide it')).toBeInTheDocument();
    expect(await details.findByText(/A Helm chart in the repository/)).toBeInTheDocument();
  });

  it('says who accepted a risk, why and until when', async () => {
    const user = userEvent.setup();
    renderEntityPage(tab);

    await user.click(await screen.findByRole('button', { name: /^Accepted risks/ }));
    await user.click(await screen.findByRole('button', { name: /restricted security context/ }));

    expect(
      screen.getByText(/sidecar of the mesh.*Approved by user:default\/grace, until 2027-01-31/),
    ).toBeInTheDocument();
  });

  it('says how much of the lens is judged', async () => {
    renderEntityPage(tab);

    expect(
      await screen.findByText(
        /11 of the 90 checks of the lens are judged so far, on 9 of its 29 questions\. Sustainability has none yet\./,
      ),
    ).toBeInTheDocument();
  });

  it('says nothing of the scope where every check of the lens is judged', async () => {
    const scope = { checks: 90, ofChecks: 90, questions: 29, ofQuestions: 29, pillarsWithout: [] };
    renderEntityPage(tab, { api: { getLens: async () => ({ ...lensFixture, scope }) } });
    const user = userEvent.setup();

    await user.click(await screen.findByRole('button', { name: rootCheck }));

    // The lens has arrived: its texts are there.
    expect(await screen.findByText(/The final stage ends with a USER/)).toBeInTheDocument();
    expect(screen.queryByText(/checks of the lens/)).not.toBeInTheDocument();
  });

  it('filters by several verdicts and by words, and shows everything again', async () => {
    const user = userEvent.setup();
    renderEntityPage(tab);
    const filter = await screen.findByRole('toolbar', { name: 'Show only these verdicts' });
    expect(screen.getByText('11 checks')).toBeInTheDocument();

    within(filter).getByRole('button', { name: 'Failing 2' }).focus();
    await user.keyboard(' ');
    expect(checkButtons()).toHaveLength(2);
    await user.click(within(filter).getByRole('button', { name: 'Unknown 2' }));
    expect(checkButtons()).toHaveLength(4);
    expect(screen.getByText('4 of 11 checks')).toBeInTheDocument();

    await user.type(screen.getByRole('searchbox', { name: 'Search checks' }), 'nothing has this');
    expect(await screen.findByText('No check matches this filter.')).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Show all checks' }));
    await waitFor(() => expect(screen.getByText('11 checks')).toBeInTheDocument());
  });

  it('reads the filter and the linked check from the address', async () => {
    renderEntityPage(tab, { path: '/?verdict=warn,nonsense&check=perf-parent-tag-pinned' });

    const row = await screen.findByRole('button', { name: /Warning.*No floating parent tags/ });
    expect(row).toHaveAttribute('aria-expanded', 'true');
    expect(row).toHaveFocus();
    expect(checkButtons()).toHaveLength(2);
  });

  it('leads from a question to a check that is shown under another one', async () => {
    const user = userEvent.setup();
    renderEntityPage(tab, { path: '/?view=questions' });
    const lifecycle = await screen.findByRole('region', { name: /lifecycle of your container/ });

    await user.click(within(lifecycle).getByRole('button', { expanded: false }));
    await user.click(within(lifecycle).getByRole('button', { name: 'No floating parent tags' }));

    const row = await screen.findByRole('button', { name: /Warning.*No floating parent tags/ });
    expect(row).toHaveAttribute('aria-expanded', 'true');
    expect(row).toHaveFocus();
  });

  it('shows what changed, newest first', async () => {
    renderEntityPage(tab);

    const history = within(await screen.findByRole('region', { name: 'History' }));
    expect(
      await history.findByRole('img', { name: /oldest first: 79, 91, 88, 72$/ }),
    ).toBeInTheDocument();
    expect(history.getByText("The image's default user is not root: pass → fail")).toBeVisible();
    expect(history.getByText('▼ 16')).toBeInTheDocument();
    expect(history.getByText('First assessment: 11 checks')).toBeInTheDocument();
  });

  it('shows the checks even when lens and history cannot be loaded', async () => {
    const fail = async () => {
      throw responseError(500, 'Error', 'The database is away.');
    };
    renderEntityPage(tab, { api: { getLens: fail, getHistory: fail } });

    expect(await screen.findByText('Could not load the history')).toBeInTheDocument();
    expect(screen.getByText('11 checks')).toBeInTheDocument();
    expect(checkButtons()).toHaveLength(3);
  });

  it('exports what it shows as JSON', async () => {
    const user = userEvent.setup();
    const saved: Blob[] = [];
    URL.createObjectURL = jest.fn(blob => {
      saved.push(blob as Blob);
      return 'blob:test';
    });
    URL.revokeObjectURL = jest.fn();
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    renderEntityPage(tab);

    await user.click(await screen.findByRole('button', { name: 'Export JSON' }));

    expect(click.mock.contexts[0]).toHaveProperty(
      'download',
      'component-default-billing.scorecard.json',
    );
    expect(saved).toHaveLength(1);
    const text = await saved[0]!.text();
    expect(JSON.parse(text)).toMatchObject({ scorecard: { score: { grade: 'C' } } });
    await waitFor(() => expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:test'));
    click.mockRestore();
  });

  it('never makes a link of an address that is not safe, and survives very long names', async () => {
    const user = userEvent.setup();
    const long = 'x'.repeat(20_000);
    renderEntityPage(tab, {
      api: {
        getScorecard: async () =>
          answerFixture({
            ...mixedScorecard,
            results: [
              resultFixture('sec-image-user-non-root', 'fail', {
                unit: long,
                reason: '<script>document.title = "owned"</script>',
                findings: [
                  // eslint-disable-next-line no-script-url
                  { message: 'one', path: 'a', line: 1, url: 'javascript:alert(1)' },
                  { message: 'two', path: 'b', url: 'data:text/html,<script>1</script>' },
                  { message: 'three', path: 'c', url: ' jAvAsCrIpT:alert(1)' },
                  { message: 'four', url: 'not an address' },
                  ...Array.from({ length: 300 }, (_, index) => ({ message: `more ${index}` })),
                ],
              }),
            ],
          }),
      },
    });

    await user.click(await screen.findByRole('button', { name: rootCheck }));

    const details = within(
      screen.getByRole('group', { name: "The image's default user is not root" }),
    );
    expect(details.getByText('a:1')).toBeInTheDocument();
    expect(details.queryByRole('link')).not.toBeInTheDocument();
    expect(details.getByText('… and 254 more')).toBeInTheDocument();
    expect(details.getByText('<script>document.title = "owned"</script>')).toBeInTheDocument();
    expect(document.title).not.toBe('owned');
  });
});
