import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findViolations } from '../__testUtils__/findViolations';
import { responseError } from '../__testUtils__/responseError';
import { optionsFixture } from '../fixtures/goldenPathFixture';
import { renderField } from './__testUtils__/renderField';
import { ParentImagePicker } from './ParentImagePicker';

const [build, runtime] = optionsFixture.parents;

describe('ParentImagePicker', () => {
  it('shows both parents whole, and says what it does not know', async () => {
    const answer = renderField(ParentImagePicker);
    const region = within(await screen.findByRole('region', { name: 'The field' }));
    const [first, second] = region.getAllByRole('listitem');
    expect(first).toHaveTextContent(`Builds on${build!.repository}`);
    expect(first).toHaveTextContent(build!.digest);
    expect(second).toHaveTextContent(`Runs on${runtime!.repository}Version24.21.0-r7`);
    expect(second).toHaveTextContent('PushedUnknown: no registry is connected.');
    expect(second).toHaveTextContent('Open findingsUnknown: no registry is connected.');
    expect(region.getByText('These are parents of the example organisation')).toBeInTheDocument();
    expect(answer.current).toBeUndefined();
    expect(await findViolations()).toEqual([]);
  });

  it('shows age and findings that a registry told', async () => {
    renderField(ParentImagePicker, {
      api: {
        getGoldenPathOptions: async () => ({
          ...optionsFixture,
          parents: [
            {
              ...runtime!,
              example: false,
              unknown: false,
              critical: 0,
              high: 2,
              pushedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
            },
          ],
        }),
      },
    });
    expect(await screen.findByText('3 days ago')).toBeInTheDocument();
    expect(screen.getByText('0 critical, 2 high')).toBeInTheDocument();
    expect(screen.queryByText(/example organisation/)).not.toBeInTheDocument();
  });

  it('takes no findings for granted that are said to be unknown', async () => {
    renderField(ParentImagePicker, {
      api: {
        getGoldenPathOptions: async () => ({
          ...optionsFixture,
          parents: [{ ...runtime!, critical: 0, high: 0, unknown: true }],
        }),
      },
    });
    await screen.findByText('Open findings');
    expect(screen.queryByText(/0 critical/)).not.toBeInTheDocument();
  });

  it('asks where there are several pairs, and begins with the first', async () => {
    const user = userEvent.setup();
    const pair = (choice: string, choiceTitle: string, version: string) =>
      [build!, runtime!].map(parent => ({ ...parent, choice, choiceTitle, version }));
    const answer = renderField(ParentImagePicker, {
      api: {
        getGoldenPathOptions: async () => ({
          ...optionsFixture,
          parents: [...pair('lts', 'Node 24', '24.1'), ...pair('old', 'Node 22', '22.9')],
        }),
      },
    });
    expect(await screen.findByRole('radio', { name: 'Node 24 (default)' })).toBeInTheDocument();
    await waitFor(() => expect(answer.current).toBe('lts'));
    expect(screen.getAllByText('24.1')).toHaveLength(2);
    await user.click(screen.getByRole('radio', { name: 'Node 22' }));
    expect(answer.current).toBe('old');
    expect(screen.getAllByText('22.9')).toHaveLength(2);
    expect(await findViolations()).toEqual([]);
  });

  it('says when there are none, and when they cannot be loaded', async () => {
    let fail = true;
    renderField(ParentImagePicker, {
      api: {
        getGoldenPathOptions: async () => {
          if (fail) {
            throw responseError(500, 'Error', 'away');
          }
          return { ...optionsFixture, parents: [] };
        },
      },
    });
    expect(await screen.findByText('Could not load the parent images')).toBeInTheDocument();
    fail = false;
    screen.getByRole('button', { name: 'Try again' }).click();
    expect(
      await screen.findByText('This portal has no parent images for node'),
    ).toBeInTheDocument();
  });
});
