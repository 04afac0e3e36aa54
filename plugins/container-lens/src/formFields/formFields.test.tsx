import { TestApiProvider, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { ContainerLensApi } from '@container-lens/backstage-plugin-container-lens-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ComponentType, useState } from 'react';
import { findViolations } from '../__testUtils__/findViolations';
import { responseError } from '../__testUtils__/responseError';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { fieldProps } from '../fixtures/fieldProps';
import { fixtureApi } from '../fixtures/fixtureApi';
import { previewFixture } from '../fixtures/goldenPathFixture';
import { DeployTargetPicker } from './DeployTargetPicker';
import { LensPreview } from './LensPreview';
import { ServiceNamePicker } from './ServiceNamePicker';
import { findNameProblem } from './serviceNamePickerField';
import { TaskSizePicker } from './TaskSizePicker';

const existing = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'billing', namespace: 'default' },
  spec: {},
};

/** Renders a field as the form does, and tells its newest value. */
function renderField(
  Field: ComponentType<any>,
  options: {
    api?: Partial<ContainerLensApi>;
    formData?: unknown;
    answers?: Record<string, unknown>;
    catalogApi?: ReturnType<typeof catalogApiMock>;
  } = {},
) {
  const answer: { current: unknown } = { current: options.formData };
  function Form() {
    const [formData, setFormData] = useState(options.formData);
    return (
      <Field
        {...fieldProps({
          id: 'field',
          title: 'The field',
          formData,
          onChange: value => {
            answer.current = value;
            setFormData(value);
          },
          formContext: { formData: options.answers ?? {} },
        })}
      />
    );
  }
  renderInTestApp(
    <TestApiProvider
      apis={[
        [containerLensApiRef, fixtureApi(options.api)],
        [catalogApiRef, options.catalogApi ?? catalogApiMock({ entities: [existing] })],
      ]}
    >
      <Form />
    </TestApiProvider>,
  );
  return answer;
}

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
    expect(await screen.findByText('billing-history is free.')).toBeInTheDocument();
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

describe('DeployTargetPicker', () => {
  it('has the default first and chosen, the deprecated last and explained', async () => {
    const user = userEvent.setup();
    const answer = renderField(DeployTargetPicker);

    const radios = await screen.findAllByRole('radio');
    expect(radios.map(radio => (radio as HTMLInputElement).value)).toEqual([
      'helm',
      'ecs',
      'copilot',
    ]);
    await waitFor(() => expect(answer.current).toBe('helm'));
    expect(screen.queryByText(/is deprecated/)).not.toBeInTheDocument();

    await user.tab();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(answer.current).toBe('copilot');
    expect(await screen.findByText('AWS Copilot is deprecated')).toBeInTheDocument();
    expect(screen.getByText(/AWS ended support .* Use Amazon ECS instead\./)).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
  });

  it('leaves an answer alone, and says when it is not offered', async () => {
    const answer = renderField(DeployTargetPicker, { formData: 'mainframe' });
    expect(
      await screen.findByText('This portal does not offer the target mainframe'),
    ).toBeInTheDocument();
    expect(answer.current).toBe('mainframe');
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
