import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findViolations } from '../__testUtils__/findViolations';
import { responseError } from '../__testUtils__/responseError';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { fixtureApi } from '../fixtures/fixtureApi';
import { optionsFixture } from '../fixtures/goldenPathFixture';
import { renderField } from './__testUtils__/renderField';
import { DeployTargetPicker } from './DeployTargetPicker';
import { findTargetProblem } from './deployTargetPickerField';

describe('DeployTargetPicker', () => {
  it('has the default first and chosen, the deprecated last and explained', async () => {
    const user = userEvent.setup();
    const answer = renderField(DeployTargetPicker);

    const radios = await screen.findAllByRole('radio');
    expect(radios.map(radio => (radio as HTMLInputElement).value)).toEqual([
      'helm',
      'ecs',
      'ecs-express',
      'copilot',
    ]);
    expect(radios[0]).toHaveAccessibleName(/Covers 1 check of the lens\./);
    await waitFor(() => expect(answer.current).toBe('helm'));
    expect(screen.queryByText(/is deprecated/)).not.toBeInTheDocument();

    await user.tab();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(answer.current).toBe('copilot');
    expect(await screen.findByText('AWS Copilot is deprecated')).toBeInTheDocument();
    expect(screen.getByText(/AWS ended support .* Use Amazon ECS instead\./)).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
  });

  it('offers only what can run the workload, and says why not the others', async () => {
    const user = userEvent.setup();
    const answer = renderField(DeployTargetPicker, { answers: { workload: 'worker' } });
    const express = await screen.findByRole('radio', { name: /Express/ });
    expect(express).toBeDisabled();
    expect(express).toHaveAccessibleName(/runs services only, and this is a worker/);
    await waitFor(() => expect(answer.current).toBe('helm'));

    await user.tab();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(answer.current).toBe('copilot');
    expect(await findViolations()).toEqual([]);
  });

  it('starts with the first target that fits when the default does not', async () => {
    const [copilot, ...targets] = optionsFixture.targets;
    const answer = renderField(DeployTargetPicker, {
      answers: { workload: 'job' },
      api: {
        getGoldenPathOptions: async () => ({
          ...optionsFixture,
          targets: [
            copilot!,
            ...targets.map(target =>
              target.default ? { ...target, workloads: ['service'] } : target,
            ),
          ],
        }),
      },
    });
    await waitFor(() => expect(answer.current).toBe('ecs'));
  });

  it('says when what was chosen no longer fits, and keeps it nevertheless', async () => {
    const answer = renderField(DeployTargetPicker, {
      formData: 'ecs-express',
      answers: { workload: 'job' },
    });
    expect(
      await screen.findByText('Amazon ECS Express Mode runs services only, and this is a job.', {
        selector: '[role="status"] p',
      }),
    ).toBeInTheDocument();
    expect(answer.current).toBe('ecs-express');
  });

  it('stops the form at a target that does not fit', async () => {
    const apis = new Map<unknown, unknown>([[containerLensApiRef, fixtureApi()]]);
    const apiHolder = { get: (ref: unknown) => apis.get(ref) as any };
    const find = (target: string, workload: string) =>
      findTargetProblem({ target, formData: { workload }, language: 'node', apiHolder });
    await expect(find('helm', 'job')).resolves.toBeUndefined();
    await expect(find('ecs-express', 'job')).resolves.toBe(
      'Amazon ECS Express Mode runs services only, and this is a job. Choose another one.',
    );
    await expect(find('mainframe', 'service')).resolves.toContain('mainframe');
  });

  it('leaves an answer alone, and says when it is not offered', async () => {
    const answer = renderField(DeployTargetPicker, { formData: 'mainframe' });
    expect(
      await screen.findByText('This portal does not offer the target mainframe.'),
    ).toBeInTheDocument();
    expect(answer.current).toBe('mainframe');
  });

  it('says when there is none', async () => {
    renderField(DeployTargetPicker, {
      api: { getGoldenPathOptions: async () => ({ ...optionsFixture, targets: [] }) },
    });
    expect(await screen.findByText('This portal offers no deploy target')).toBeInTheDocument();
  });

  it('says when the targets cannot be loaded', async () => {
    renderField(DeployTargetPicker, {
      api: {
        getGoldenPathOptions: async () => {
          throw responseError(500, 'Error', 'No golden path is configured.');
        },
      },
    });
    expect(await screen.findByText('Could not load the deploy targets')).toBeInTheDocument();
    expect(screen.getByText('No golden path is configured.')).toBeInTheDocument();
  });
});
