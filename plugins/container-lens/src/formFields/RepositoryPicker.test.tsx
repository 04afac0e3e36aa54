import { TestApiProvider, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { FieldExtensionOptions, scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { ContainerLensApi } from '@container-lens/backstage-plugin-container-lens-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ComponentProps } from 'react';
import { findViolations } from '../__testUtils__/findViolations';
import { responseError } from '../__testUtils__/responseError';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { fixtureApi } from '../fixtures/fixtureApi';
import { repositoryPickerField } from './repositoryPickerField';
import { RepositoryOptions } from './repositoryOptions';
import { serviceNamePickerField } from './serviceNamePickerField';

// What `createFormField` returns is opaque; the scaffolder unwraps it before it comes to the form.
const [nameField, repositoryField] = [serviceNamePickerField, repositoryPickerField] as unknown as [
  FieldExtensionOptions<any, any>,
  FieldExtensionOptions<any, any>,
];

/** Renders name and repository in the form of the scaffolder, and tells what it creates with. */
function renderForm(
  options: RepositoryOptions,
  form: {
    answers?: Record<string, string>;
    integrations?: () => Promise<object>;
    repository?: ContainerLensApi['getRepositoryState'];
  } = {},
) {
  const onCreate = jest.fn(async () => {});
  const manifest = {
    title: 'Service',
    steps: [
      {
        title: 'The service',
        schema: {
          required: ['name', 'repoUrl'],
          properties: {
            name: { title: 'Name', type: 'string', 'ui:field': nameField.name },
            repoUrl: {
              title: 'Repository',
              type: 'string',
              'ui:field': repositoryField.name,
              'ui:options': options,
            },
          },
        },
      },
      { title: 'Run', schema: { properties: { note: { title: 'Note', type: 'string' } } } },
    ],
  } as ComponentProps<typeof Stepper>['manifest'];
  renderInTestApp(
    <TestApiProvider
      apis={[
        [
          containerLensApiRef,
          fixtureApi(form.repository ? { getRepositoryState: form.repository } : {}),
        ],
        [catalogApiRef, catalogApiMock()],
        [scaffolderApiRef, { getIntegrationsList: form.integrations } as any],
      ]}
    >
      <Stepper
        manifest={manifest}
        initialState={form.answers ?? {}}
        extensions={[nameField, repositoryField]}
        onCreate={onCreate}
      />
    </TestApiProvider>,
  );
  return onCreate;
}

const one = { allowedHosts: ['localhost:7007'], allowedOwners: ['example'] };

const nameBox = () => screen.findByRole('textbox', { name: 'Name' });
const repositoryBox = () => screen.findByRole('textbox', { name: 'Repository' });
const press = (user: ReturnType<typeof userEvent.setup>, name: string | RegExp) =>
  screen.findByRole('button', { name }).then(button => user.click(button));

describe('RepositoryPicker', () => {
  it('takes the name of the service, with nothing to answer', async () => {
    const user = userEvent.setup();
    const onCreate = renderForm(one);
    await user.type(await nameBox(), 'orders');

    expect(await repositoryBox()).toHaveValue('orders');
    expect(screen.getByText('Will be created as localhost:7007/example/orders.')).toBeVisible();
    expect(screen.getAllByRole('textbox')).toHaveLength(2);
    expect(await findViolations()).toEqual([]);

    await screen.findByText('orders is free in the catalog.');
    await press(user, 'Next');
    await screen.findByRole('textbox', { name: 'Note' });
    await press(user, 'Review');
    await press(user, 'Create');
    await waitFor(() =>
      expect(onCreate).toHaveBeenCalledWith(
        expect.objectContaining({ repoUrl: 'localhost:7007?owner=example&repo=orders' }),
      ),
    );
  });

  it('follows the name after coming back, until it has one of its own', async () => {
    const user = userEvent.setup();
    renderForm(one, { answers: { name: 'orders' } });
    expect(await repositoryBox()).toHaveValue('orders');
    await screen.findByText('orders is free in the catalog.');
    await press(user, 'Next');
    await screen.findByRole('textbox', { name: 'Note' });
    await press(user, 'Back');

    await user.type(await nameBox(), '-history');
    expect(await repositoryBox()).toHaveValue('orders-history');

    // By keyboard only: from the name to the repository, which a tab selects whole.
    await user.tab();
    expect(await repositoryBox()).toHaveFocus();
    await user.keyboard('past');
    expect(await repositoryBox()).toHaveValue('past');
    await user.type(await nameBox(), '-v2');
    expect(await repositoryBox()).toHaveValue('past');

    await press(user, 'Use the name of the service, orders-history-v2');
    expect(await repositoryBox()).toHaveValue('orders-history-v2');
    expect(screen.queryByRole('button', { name: /Use the name/ })).not.toBeInTheDocument();
  });

  it('keeps a name of its own that the form begins with', async () => {
    renderForm(one, {
      answers: { name: 'orders', repoUrl: 'localhost:7007?owner=example&repo=past' },
    });
    expect(await repositoryBox()).toHaveValue('past');
    expect(screen.getByText('Will be created as localhost:7007/example/past.')).toBeVisible();
  });

  it('says what is wrong with a name, and does not go on', async () => {
    const user = userEvent.setup();
    renderForm(one, { answers: { name: 'orders' } });
    const box = await repositoryBox();
    await user.clear(box);
    expect(await screen.findByText('Give the repository a name.')).toBeVisible();
    await user.type(box, 'a b');
    expect(
      await screen.findByText('Use only letters, digits, hyphens, dots and underscores.'),
    ).toBeVisible();
    expect(box).toBeInvalid();
    expect(await findViolations()).toEqual([]);

    await press(user, 'Next');
    await waitFor(() => expect(box).toHaveFocus());
    expect(screen.queryByRole('textbox', { name: 'Note' })).not.toBeInTheDocument();
  });

  it('asks for host and owner where there is a choice', async () => {
    const user = userEvent.setup();
    renderForm(
      { allowedHosts: ['github.com', 'git.example.com'], allowedOwners: ['shop', 'labs'] },
      // A link to the form cannot bring a host that is not allowed.
      { answers: { name: 'orders', repoUrl: 'evil.example?owner=shop&repo=orders' } },
    );
    expect(await screen.findByText('Choose the Git host.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: /Git host/ }));
    await user.click(await screen.findByRole('option', { name: 'github.com' }));
    expect(await screen.findByText('Will be created as github.com/shop/orders.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: /Organisation or user/ }));
    await user.click(await screen.findByRole('option', { name: 'labs' }));
    expect(await screen.findByText('Will be created as github.com/labs/orders.')).toBeVisible();
    expect(await findViolations()).toEqual([]);
  });

  it("offers the portal's own Git hosts where nothing is configured", async () => {
    const user = userEvent.setup();
    renderForm(
      {},
      {
        answers: { name: 'orders' },
        integrations: async () => ({
          integrations: [
            { type: 'github', title: 'github.com', host: 'github.com' },
            { type: 'azure', title: 'dev.azure.com', host: 'dev.azure.com' },
          ],
        }),
      },
    );
    await user.type(await screen.findByRole('textbox', { name: 'Organisation or user' }), 'shop');
    expect(await screen.findByText('Will be created as github.com/shop/orders.')).toBeVisible();
  });

  it('says when there is no Git host', async () => {
    renderForm({}, { integrations: async () => ({ integrations: [] }) });
    expect(await screen.findByText('There is no Git host to publish to')).toBeVisible();
  });

  it('says when the Git hosts cannot be asked', async () => {
    renderForm(
      {},
      {
        integrations: async () => {
          throw responseError(500, 'Error', 'away');
        },
      },
    );
    expect(await screen.findByText('Could not load the Git hosts')).toBeVisible();
  });

  it('stops the form at an address that the template does not allow', async () => {
    const addError = jest.fn();
    const validate = (value: string) =>
      repositoryField.validation?.(
        value,
        { addError } as any,
        { uiSchema: { 'ui:options': one }, apiHolder: { get: () => fixtureApi() } } as any,
      );
    await validate('localhost:7007?owner=example&repo=orders');
    expect(addError).not.toHaveBeenCalled();
    await validate('evil.example?owner=example&repo=orders');
    expect(addError).toHaveBeenCalledWith('Choose a Git host of the list.');
  });

  it('says while it is typed that a repository is there already, and does not go on', async () => {
    const user = userEvent.setup();
    const asked: string[] = [];
    const onCreate = renderForm(one, {
      repository: async repoUrl => {
        asked.push(repoUrl);
        return { state: repoUrl.endsWith('repo=orders') ? 'taken' : 'free' };
      },
    });
    await user.type(await nameBox(), 'orders');
    const sentence = 'localhost:7007/example/orders exists already. Choose another name.';
    expect(await screen.findByText(sentence)).toBeVisible();
    expect(await repositoryBox()).toBeInvalid();
    await press(user, 'Next');
    const box = await repositoryBox();
    await waitFor(() => expect(box).toHaveFocus());
    expect(screen.queryByRole('textbox', { name: 'Note' })).toBeNull();
    expect(asked).toContain('localhost:7007?owner=example&repo=orders');

    await user.type(await repositoryBox(), '-2');
    expect(
      await screen.findByText('Will be created as localhost:7007/example/orders-2.'),
    ).toBeVisible();
    await press(user, 'Next');
    expect(await screen.findByRole('textbox', { name: 'Note' })).toBeVisible();
    expect(onCreate).not.toHaveBeenCalled();
  });

  it('goes on where the host does not say whether the name is free', async () => {
    const user = userEvent.setup();
    renderForm(one, {
      repository: async () => ({ state: 'unknown', reason: 'localhost:7007 does not answer.' }),
    });
    await user.type(await nameBox(), 'orders');
    expect(await screen.findByText(/is not known: localhost:7007 does not answer\./)).toBeVisible();
    await press(user, 'Next');
    expect(await screen.findByRole('textbox', { name: 'Note' })).toBeVisible();
  });
});
