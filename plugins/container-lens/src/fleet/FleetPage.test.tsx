import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  ContainerLensApi,
  FleetQuery,
} from '@container-lens/backstage-plugin-container-lens-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findViolations } from '../__testUtils__/findViolations';
import { responseError } from '../__testUtils__/responseError';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { fixtureApi } from '../fixtures/fixtureApi';
import { answerFleetQuery, fleetFixture } from '../fixtures/fleetFixture';
import { containerLensPlugin } from '../plugin';

function renderFleet(options: { api?: Partial<ContainerLensApi>; query?: string } = {}) {
  const queries: FleetQuery[] = [];
  const api = fixtureApi({
    getFleetEntities: async (query = {}) => {
      queries.push(query);
      return answerFleetQuery(fleetFixture, query);
    },
    ...options.api,
  });
  renderTestApp({
    initialRouteEntries: [`/container-lens${options.query ?? ''}`],
    extensions: [containerLensPlugin.getExtension('page:container-lens')],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [[containerLensApiRef, api]],
  });
  return queries;
}

function narrowTheWindow() {
  const original = window.matchMedia;
  window.matchMedia = (query: string) =>
    ({
      matches: query.includes('max-width: 767px'),
      addEventListener: () => {},
      removeEventListener: () => {},
      addListener: () => {},
      removeListener: () => {},
    }) as unknown as MediaQueryList;
  return () => {
    window.matchMedia = original;
  };
}

const names = () =>
  screen.getAllByRole('rowheader').map(cell => within(cell).getByRole('link').textContent);

describe('FleetPage', () => {
  it('shows all services, worst first, with links to them', async () => {
    renderFleet();

    const table = await screen.findByRole('grid', { name: 'Services and their grades' });
    expect(names().slice(0, 5)).toEqual([
      'legacy-reports',
      'image-resizer',
      'billing',
      'checkout',
      'orders',
    ]);
    const first = within(table).getAllByRole('row')[1]!;
    expect(within(first).getByRole('img', { name: 'Grade F, poor' })).toBeInTheDocument();
    expect(first).toHaveTextContent('1 critical');
    expect(first).toHaveTextContent('91 %');
    expect(first).toHaveTextContent('Example');
    expect(within(first).getByRole('link', { name: 'legacy-reports' })).toHaveAttribute(
      'href',
      '/catalog/default/component/legacy-reports',
    );
    expect(screen.getByText('8 services')).toBeInTheDocument();
    expect(within(table).getByText('Assessment failed')).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
  });

  it('filters by facets with the keyboard and clears them again', async () => {
    const user = userEvent.setup();
    const queries = renderFleet();
    const owner = within(await screen.findByRole('group', { name: 'Owner' }));

    owner.getByRole('checkbox', { name: /insights/ }).focus();
    await user.keyboard(' ');

    expect(await screen.findByText('3 services')).toBeInTheDocument();
    expect(queries.at(-1)).toMatchObject({ owner: 'group:default/insights' });
    await user.click(screen.getByRole('button', { name: 'Clear all filters' }));
    expect(await screen.findByText('8 services')).toBeInTheDocument();
  });

  it('sorts by a column with the keyboard, in both directions', async () => {
    const user = userEvent.setup();
    renderFleet();
    const name = await screen.findByRole('columnheader', { name: 'Name' });

    await user.click(name);
    await waitFor(() => expect(names()[0]).toBe('billing'));
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await user.keyboard('{Enter}');
    await waitFor(() => expect(names()[0]).toBe('unreachable'));
  });

  it('searches once the typing pauses', async () => {
    const user = userEvent.setup();
    const queries = renderFleet();

    await user.type(await screen.findByRole('searchbox', { name: 'Search services' }), 'orders');

    expect(await screen.findByText('1 service')).toBeInTheDocument();
    expect(queries.filter(({ q }) => q !== undefined)).toEqual([
      expect.objectContaining({ q: 'orders' }),
    ]);
  });

  it('reads its query from the address', async () => {
    const queries = renderFleet({
      query: '?grade=D,F&orderBy=name&direction=desc&check=perf-parent-tag-pinned',
    });

    expect(await screen.findByText('2 services')).toBeInTheDocument();
    expect(queries[0]).toMatchObject({
      grade: 'D,F',
      orderBy: 'name',
      direction: 'desc',
      check: 'perf-parent-tag-pinned',
    });
    expect(screen.getByRole('checkbox', { name: /F · Poor/ })).toBeChecked();
  });

  it('pages forth and back by cursor', async () => {
    const user = userEvent.setup();
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...fleetFixture[3]!,
      entityRef: `component:default/service-${index}`,
      title: `service-${index}`,
    }));
    renderFleet({ api: { getFleetEntities: async query => answerFleetQuery(many, query) } });

    expect(await screen.findByText(/1 - 25 of 60/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /next/i }));
    expect(await screen.findByRole('link', { name: 'service-25' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /previous/i }));
    expect(await screen.findByRole('link', { name: 'service-0' })).toBeInTheDocument();
  });

  it('shows cards in a narrow window, and filters on demand', async () => {
    const restore = narrowTheWindow();
    const user = userEvent.setup();
    try {
      renderFleet();
      const cards = within(await screen.findByRole('list', { name: 'Services and their grades' }));
      expect(screen.queryByRole('grid')).not.toBeInTheDocument();
      expect(cards.getAllByRole('listitem')[0]).toHaveTextContent('legacy-reports');
      expect(screen.queryByRole('group', { name: 'Owner' })).not.toBeInTheDocument();

      await user.click(screen.getByRole('button', { name: 'Filters' }));
      expect(await screen.findByRole('group', { name: 'Owner' })).toBeInTheDocument();
      expect(await findViolations()).toEqual([]);
    } finally {
      restore();
    }
  });

  it('says what to do when there is nothing, and when nothing matches', async () => {
    renderFleet({ api: { getFleetEntities: async query => answerFleetQuery([], query) } });

    expect(await screen.findByText('No service has been assessed yet.')).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
  });

  it('offers to clear filters that match nothing', async () => {
    const user = userEvent.setup();
    renderFleet({ query: '?q=nothing' });

    expect(await screen.findByText('No service matches these filters.')).toBeInTheDocument();
    await user.click(screen.getAllByRole('button', { name: 'Clear all filters' })[0]!);
    expect(await screen.findByText('8 services')).toBeInTheDocument();
  });

  it('shows that it is loading, that it failed, and that it may not', async () => {
    let answer: () => void = () => {};
    const failed = new Promise<never>((_, reject) => {
      answer = () => reject(responseError(500, 'Error', 'The database is away.'));
    });
    renderFleet({ api: { getFleetEntities: () => failed } });
    expect(await screen.findByRole('status', { name: 'Loading the fleet' })).toBeInTheDocument();
    answer();
    expect(await screen.findByText('Could not load the fleet')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
    expect(await findViolations()).toEqual([]);
  });

  it('says so when the fleet may not be seen', async () => {
    renderFleet({
      api: {
        getFleetEntities: async () => {
          throw responseError(403, 'NotAllowedError', 'Unauthorized');
        },
      },
    });
    expect(await screen.findByText('You may not see the fleet')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
  });

  it('shows hostile names as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    renderFleet({
      api: {
        getFleetEntities: async query =>
          answerFleetQuery(
            [
              { ...fleetFixture[0]!, title: hostile, owner: hostile, entityRef: 'not a : ref' },
              { ...fleetFixture[1]!, title: 'y'.repeat(10_000) },
            ],
            query,
          ),
      },
    });
    expect((await screen.findAllByText(hostile)).length).toBeGreaterThan(0);
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });
});
