import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findViolations } from '../__testUtils__/findViolations';
import { responseError } from '../__testUtils__/responseError';
import { optionsFixture } from '../fixtures/goldenPathFixture';
import { renderField } from './__testUtils__/renderField';
import { explainPipeline } from './pipeline';
import { PipelinePicker } from './PipelinePicker';

const valuesOf = (group: HTMLElement) =>
  within(group)
    .getAllByRole('radio')
    .map(radio => (radio as HTMLInputElement).value);

describe('PipelinePicker', () => {
  it('starts with the defaults, first in their lists', async () => {
    const answer = renderField(PipelinePicker);
    const pipelines = await screen.findByRole('radiogroup', { name: /Pipeline/ });
    expect(valuesOf(pipelines)).toEqual(['github', 'gitlab']);
    await waitFor(() => expect(answer.current).toEqual({ ci: 'github', updateBot: 'renovate' }));
    expect(valuesOf(screen.getByRole('radiogroup', { name: /Update bot/ }))).toEqual([
      'renovate',
      'dependabot',
    ]);
    expect(await findViolations()).toEqual([]);
  });

  it('offers no bot that does not work with the pipeline, and changes one that was chosen', async () => {
    const user = userEvent.setup();
    const answer = renderField(PipelinePicker, {
      formData: { ci: 'github', updateBot: 'dependabot' },
    });
    await screen.findByRole('radio', { name: 'Dependabot' });

    await user.tab();
    await user.keyboard('{ArrowDown}');

    expect(answer.current).toEqual({ ci: 'gitlab', updateBot: 'renovate' });
    expect(screen.queryByRole('radio', { name: 'Dependabot' })).not.toBeInTheDocument();
    expect(screen.getByText(/^Dependabot cannot be chosen with GitLab CI\./)).toHaveTextContent(
      'GitLab CI runs in repositories on GitLab only.',
    );
    expect(await findViolations()).toEqual([]);
  });

  it('leaves an answer alone that does not go together, and says so', async () => {
    const formData = { ci: 'gitlab', updateBot: 'dependabot' };
    const answer = renderField(PipelinePicker, { formData });
    expect(await screen.findByText('Dependabot does not work with GitLab CI.')).toBeInTheDocument();
    expect(answer.current).toEqual(formData);
  });

  it('says what the form may not go on with', () => {
    const explain = (ci?: string, updateBot?: string) =>
      explainPipeline(optionsFixture, { ci, updateBot });
    expect(explain('github', 'dependabot')).toBeUndefined();
    expect(explain('github')).toBe('Choose a pipeline and an update bot.');
    expect(explain('jenkins', 'renovate')).toContain('jenkins');
    expect(explain('github', 'clippy')).toContain('clippy');
    expect(explain('gitlab', 'dependabot')).toContain('does not work');
  });

  it('says when there is none, and shows that it loads', async () => {
    let answer: (options: typeof optionsFixture) => void = () => {};
    renderField(PipelinePicker, {
      api: {
        getGoldenPathOptions: () =>
          new Promise(resolve => {
            answer = resolve;
          }),
      },
    });
    expect(
      await screen.findByRole('status', { name: 'Loading the pipelines' }),
    ).toBeInTheDocument();
    answer({ ...optionsFixture, updateBots: [] });
    expect(await screen.findByText('This portal offers no pipeline')).toBeInTheDocument();
  });

  it('says when the pipelines cannot be loaded', async () => {
    renderField(PipelinePicker, {
      api: {
        getGoldenPathOptions: async () => {
          throw responseError(500, 'Error', 'away');
        },
      },
    });
    expect(await screen.findByText('Could not load the pipelines')).toBeInTheDocument();
  });
});
