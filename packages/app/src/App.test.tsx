import { render, screen } from '@testing-library/react';
import { app } from './App';

describe('app', () => {
  const { env } = process;
  afterEach(() => {
    process.env = env;
  });

  it('starts and asks who is there', async () => {
    process.env = {
      ...env,
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          data: {
            app: { title: 'Portal of the test', baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
          context: 'test',
        },
      ] as any,
    };

    render(app.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 30_000 }),
    ).toBeInTheDocument();
    expect(screen.getByText('Portal of the test')).toBeInTheDocument();
  }, 60_000);
});
