import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findViolations } from '../__testUtils__/findViolations';
import { responseError } from '../__testUtils__/responseError';
import { retrofitFixture } from '../fixtures/retrofitFixture';
import { renderField } from './__testUtils__/renderField';
import { RetrofitPreview } from './RetrofitPreview';

const answers = { repoUrl: 'https://example.com/shop/orders', target: 'platform' };

describe('RetrofitPreview', () => {
  it('asks for a repository first', async () => {
    const previewRetrofit = jest.fn(async () => retrofitFixture);
    renderField(RetrofitPreview, { answers: { repoUrl: 'https://' }, api: { previewRetrofit } });
    expect(await screen.findByText('No preview yet')).toBeInTheDocument();
    expect(previewRetrofit).not.toHaveBeenCalled();
  });

  it('shows now and after, what was read, what changes and what is left', async () => {
    const user = userEvent.setup();
    const previewRetrofit = jest.fn(async () => retrofitFixture);
    renderField(RetrofitPreview, { answers, api: { previewRetrofit } });

    expect(await screen.findByRole('group', { name: 'Now' })).toHaveTextContent(
      '28 · 38 of 60 decided',
    );
    expect(screen.getByRole('group', { name: 'After' })).toHaveTextContent('84 · 74 of 86 decided');
    expect(screen.getByText(/2 checks better, none worse/)).toBeInTheDocument();
    expect(screen.getByText('package.json:2')).toBeInTheDocument();
    expect(screen.getByText('as you say')).toBeInTheDocument();
    expect(screen.getByText(/Not known\. No route in the sources/)).toBeInTheDocument();
    expect(screen.getByText('1 file will be changed')).toBeInTheDocument();
    await user.click(screen.getByText('2 files will be added'));
    expect(screen.getByText('Chart.yaml')).toBeVisible();
    await user.click(screen.getByText('1 point left to people'));
    expect(screen.getByText('No floating parent tags')).toBeVisible();
    expect(previewRetrofit).toHaveBeenCalledWith(
      { repoUrl: answers.repoUrl, answers: {} },
      expect.anything(),
    );
    expect(await findViolations()).toEqual([]);
  });

  it('says when nothing is left to mend', async () => {
    const previewRetrofit = async () => ({
      ...retrofitFixture,
      after: retrofitFixture.before,
      mended: [],
      changes: [],
      kept: [],
    });
    renderField(RetrofitPreview, { answers, api: { previewRetrofit } });
    expect(
      await screen.findByText('Nothing is left that could be mended without a person'),
    ).toBeInTheDocument();
    expect(screen.getByText('No check becomes better.')).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
  });

  it.each([
    [404, 'NotFoundError', 'The repository orders was not found.'],
    [400, 'InputError', 'There is no Dockerfile that can be read.'],
  ])('tells answers that lead nowhere (%s) from a failure', async (status, name, message) => {
    const previewRetrofit = async () => {
      throw responseError(status, name, message);
    };
    renderField(RetrofitPreview, { answers, api: { previewRetrofit } });
    expect(
      await screen.findByText('There is nothing to preview with these answers'),
    ).toBeInTheDocument();
    expect(screen.getByText(message)).toBeInTheDocument();
  });

  it('says when the preview failed, and tries again', async () => {
    const user = userEvent.setup();
    const previewRetrofit = jest
      .fn(async () => retrofitFixture)
      .mockRejectedValueOnce(responseError(503, 'ServiceUnavailableError', 'busy'));
    renderField(RetrofitPreview, { answers, api: { previewRetrofit } });
    await user.click(await screen.findByRole('button', { name: /again|retry/i }));
    expect(await screen.findByRole('group', { name: 'After' })).toBeInTheDocument();
  });
});
