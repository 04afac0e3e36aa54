import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findViolations } from '../__testUtils__/findViolations';
import { responseError } from '../__testUtils__/responseError';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { fixtureApi } from '../fixtures/fixtureApi';
import { previewFixture } from '../fixtures/goldenPathFixture';
import { existing, renderField } from './__testUtils__/renderField';
import { LensPreview } from './LensPreview';
import { ServiceNamePicker } from './ServiceNamePicker';
import { findNameProblem } from './serviceNamePickerField';
import { TaskSizePicker } from './TaskSizePicker';

describe('ServiceNamePicker', () => {
  it('says while typing what is wrong, whether the name is taken, and when it is free', async () => {
    const user = userEvent.setup();
    const answer = renderField(ServiceNamePicker);
    const input = await screen.findByRole('textbox', { name: /The field/ });
    expect(await findViolations()).toEqual([]);

    await user.type(input, 'Billing');
    expect(await screen.findByText('Use lower-case letters only.')).toBeInTheDocument();
    expect(input).toBeInvalid();

    await user.clear(input);
    await user.type(input, 'billing');
    expect(
      await screen.findByText('The catalog has a component named billing already.'),
    ).toBeInTheDocument();
    expect(input).toBeInvalid();
    expect(await findViolations()).toEqual([]);

    await user.type(input, '-history');
    expect(await screen.findByText('billing-history is free in the catalog.')).toBeInTheDocument();
    expect(input).not.toBeInvalid();
    expect(answer.current).toBe('billing-history');
  });

  it('does not claim that a name is free when the catalog cannot be asked', async () => {
    const catalogApi = catalogApiMock();
    jest.spyOn(catalogApi, 'getEntityByRef').mockRejectedValue(new Error('away'));
    renderField(ServiceNamePicker, { formData: 'orders', catalogApi });

    expect(
      await screen.findByText('Could not ask the catalog whether the name is free.'),
    ).toBeInTheDocument();
  });

  it('stops the form at a name that is wrong or taken', async () => {
    const apis = new Map<unknown, unknown>([
      [containerLensApiRef, fixtureApi()],
      [catalogApiRef, catalogApiMock({ entities: [existing] })],
    ]);
    const apiHolder = { get: (ref: unknown) => apis.get(ref) as any };
    const find = (name: string | undefined) =>
      findNameProblem({ name, language: 'node', apiHolder });
    await expect(find(undefined)).resolves.toBe('Give the service a name.');
    await expect(find('A')).resolves.toBe('Use lower-case letters only.');
    await expect(find('billing')).resolves.toContain('already');
    await expect(find('orders')).resolves.toBeUndefined();
  });
});

describe('TaskSizePicker', () => {
  it('starts with the default and keeps the pair of CPU and memory valid', async () => {
    const user = userEvent.setup();
    const answer = renderField(TaskSizePicker);
    const group = within(await screen.findByRole('group', { name: 'The field' }));
    await waitFor(() =>
      expect(answer.current).toEqual({ cpu: 512, memory: 1024, min: 2, max: 10 }),
    );

    await user.click(group.getByRole('button', { name: /CPU/ }));
    await user.click(await screen.findByRole('option', { name: '1 vCPU' }));

    expect(answer.current).toEqual({ cpu: 1024, memory: 2048, min: 2, max: 10 });
    expect(
      screen.getByText('Each replica gets 1 vCPU and 2 GiB; 2 to 10 of them run.'),
    ).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
  });

  it('asks no job how many of it run', async () => {
    const user = userEvent.setup();
    const answer = renderField(TaskSizePicker, {
      formData: { cpu: 512, memory: 1024, min: 5, max: 2 },
      answers: { workload: 'job' },
    });
    expect(await screen.findByText('Each run gets 0.5 vCPU and 1 GiB.')).toBeInTheDocument();
    expect(screen.queryByText('Fewest replicas')).not.toBeInTheDocument();
    await waitFor(() => expect(answer.current).toEqual({ cpu: 512, memory: 1024 }));

    await user.click(screen.getByRole('button', { name: /CPU/ }));
    await user.click(await screen.findByRole('option', { name: '1 vCPU' }));
    expect(answer.current).toEqual({ cpu: 1024, memory: 2048 });
  });

  it('says when there would be more of the fewest than of the most', async () => {
    renderField(TaskSizePicker, { formData: { cpu: 512, memory: 1024, min: 5, max: 2 } });
    expect(
      await screen.findByText('The fewest replicas cannot be more than the most.'),
    ).toBeInTheDocument();
  });
});

describe('LensPreview', () => {
  const answers = { name: 'orders', target: 'helm' };

  it('asks for a name first', async () => {
    renderField(LensPreview);
    expect(await screen.findByText('No preview yet')).toBeInTheDocument();
  });

  it('shows score, findings and files before anything is created', async () => {
    const user = userEvent.setup();
    const previewGoldenPath = jest.fn(async () => previewFixture);
    renderField(LensPreview, { answers, api: { previewGoldenPath } });

    expect(await screen.findByText('98 · 14 of 15 decided')).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'Grade A, excellent' })).toBeInTheDocument();
    expect(
      screen.getByText('The exact parent image of the shipped image is recorded'),
    ).toBeInTheDocument();
    await user.click(screen.getByText('8 files will be created'));
    expect(screen.getByText('deployment.yaml')).toBeInTheDocument();
    expect(previewGoldenPath).toHaveBeenCalledTimes(1);
    expect(previewGoldenPath).toHaveBeenCalledWith(
      { language: 'node', name: 'orders', target: 'helm' },
      expect.anything(),
    );
    expect(await findViolations()).toEqual([]);
  });

  it('tells answers that do not fit from a failure', async () => {
    renderField(LensPreview, {
      answers,
      api: {
        previewGoldenPath: async () => {
          throw responseError(400, 'InputError', 'A stop timeout above 120 s is not possible.');
        },
      },
    });
    expect(await screen.findByText('These answers do not go together yet')).toBeInTheDocument();
    expect(screen.getByText('A stop timeout above 120 s is not possible.')).toBeInTheDocument();
  });

  it('says when the preview failed', async () => {
    renderField(LensPreview, {
      answers,
      api: {
        previewGoldenPath: async () => {
          throw responseError(500, 'Error', 'away');
        },
      },
    });
    expect(await screen.findByText('Could not load the preview')).toBeInTheDocument();
  });
});
