import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findViolations } from '../__testUtils__/findViolations';
import { responseError } from '../__testUtils__/responseError';
import { renderField } from './__testUtils__/renderField';
import { SecretsPicker } from './SecretsPicker';

const answers = { name: 'orders' };
const find = () => screen.findByRole('textbox', { name: 'Name of a secret' });

describe('SecretsPicker', () => {
  it('adds and removes names with the keyboard, and says where the values belong', async () => {
    const user = userEvent.setup();
    const answer = renderField(SecretsPicker, { answers });
    const input = await find();
    expect(screen.getByText('No secrets: the service starts without any.')).toBeInTheDocument();

    await user.type(input, 'db-password{Enter}');
    expect(answer.current).toEqual(['db-password']);
    expect(input).toHaveValue('');
    expect(input).toHaveFocus();
    expect(await screen.findByText('/staging/orders/db-password')).toBeInTheDocument();
    expect(screen.getByText('/production/orders/db-password')).toBeInTheDocument();
    expect(screen.getByText('DB_PASSWORD')).toBeInTheDocument();

    await user.type(input, 'db-password');
    expect(await screen.findByText('This name is in the list already.')).toBeInTheDocument();
    await user.keyboard('{Enter}');
    expect(answer.current).toEqual(['db-password']);
    await user.clear(input);
    await user.type(input, 'api-key{Enter}');
    expect(answer.current).toEqual(['db-password', 'api-key']);
    expect(await findViolations()).toEqual([]);

    await user.tab();
    expect(screen.getByRole('button', { name: 'Remove db-password' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(answer.current).toEqual(['api-key']);
    expect(input).toHaveFocus();
    expect(screen.getByText('db-password is removed.')).toBeInTheDocument();
  });

  it('takes no value', async () => {
    const user = userEvent.setup();
    const answer = renderField(SecretsPicker, { answers });
    const input = await find();
    await user.click(input);
    await user.paste('DB_PASSWORD=correct-horse');
    expect(
      await screen.findByText(/^This looks like a value\. .* never into this form\.$/),
    ).toBeInTheDocument();
    expect(input).toBeInvalid();
    expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled();
    await user.keyboard('{Enter}');
    expect(answer.current).toBeUndefined();
    expect(await findViolations()).toEqual([]);
  });

  it('does not repeat values that came with the address of the form, and leaves them out when asked', async () => {
    const user = userEvent.setup();
    const answer = renderField(SecretsPicker, {
      answers,
      formData: ['db-password', 'token=abc123'],
    });
    expect(await screen.findByText(/came with the address of this page/)).toBeInTheDocument();
    expect(document.body).not.toHaveTextContent('abc123');
    await user.click(screen.getByRole('button', { name: 'Leave them out' }));
    expect(answer.current).toEqual(['db-password']);
  });

  it('takes names although the environments cannot be loaded', async () => {
    const user = userEvent.setup();
    const answer = renderField(SecretsPicker, {
      answers,
      api: {
        getGoldenPathOptions: async () => {
          throw responseError(500, 'Error', 'away');
        },
      },
    });
    expect(
      await screen.findByText('Could not load the environments of the secrets'),
    ).toBeInTheDocument();
    await user.type(await find(), 'api-key{Enter}');
    expect(answer.current).toEqual(['api-key']);
  });
});
