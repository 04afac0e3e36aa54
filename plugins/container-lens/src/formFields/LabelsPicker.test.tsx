import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findViolations } from '../__testUtils__/findViolations';
import { optionsFixture } from '../fixtures/goldenPathFixture';
import { renderField } from './__testUtils__/renderField';
import { LabelsPicker } from './LabelsPicker';

const labels = [
  { name: 'cost-center', title: 'Cost center', required: true },
  { name: 'division', title: 'division', required: false, value: 'retail' },
];
const withLabels = (own: typeof labels) => ({
  api: { getGoldenPathOptions: async () => ({ ...optionsFixture, labels: own }) },
});

describe('LabelsPicker', () => {
  it('asks for what the organisation wants, and shows what is the same for all', async () => {
    const user = userEvent.setup();
    const answer = renderField(LabelsPicker, withLabels(labels));
    const field = await screen.findByRole('textbox', { name: /Cost center/ });
    expect(screen.getByText(/for every service/)).toHaveTextContent('division: retail');
    await user.type(field, 'a b');
    expect(field).toBeInvalid();
    await user.clear(field);
    expect(answer.current).toEqual({});
    await user.type(field, '4711');
    expect(answer.current).toEqual({ 'cost-center': '4711' });
    expect(await findViolations()).toEqual([]);
  });

  it('shows nothing where none are wanted', async () => {
    renderField(LabelsPicker, withLabels([]));
    await waitFor(() => expect(screen.queryByRole('status')).not.toBeInTheDocument());
    expect(screen.queryByRole('group')).not.toBeInTheDocument();
  });
});
