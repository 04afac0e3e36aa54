import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  assess,
  organisationSchema,
  readFolder,
  Scorecard,
  subjectFromRepository,
} from '@container-lens/engine';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../../..');
const config = parse(readFileSync(path.join(root, 'app-config.quickstart.yaml'), 'utf8'));
const organisation = organisationSchema.parse(config.containerLens.organisation);
const now = new Date('2026-11-22T00:00:00Z');

async function judge(name: string): Promise<Scorecard> {
  // Outside of Git, so that files which nobody has added yet count.
  const directory = mkdtempSync(path.join(tmpdir(), 'container-lens-example-'));
  try {
    cpSync(path.join(root, 'examples/organisation', name), directory, { recursive: true });
    const repository = await readFolder({ directory });
    const subject = subjectFromRepository({ repository, name });
    return await assess({ subject, evidence: { repository }, organisation, now });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

describe('the example organisation of the quick start', () => {
  it.each([
    ['orders', 'A'],
    ['inventory', 'B'],
    ['recommendations', 'C'],
    ['invoices', 'D'],
    ['newsletter', 'F'],
    ['legacy-shop', 'F'],
  ])('%s has grade %s', async (name, grade) => {
    expect((await judge(name)).score).toMatchObject({ grade });
  });

  it('has an exemplary service that lacks only what a registry would prove', async () => {
    const { score, results, notices } = await judge('orders');
    expect(score.highRisks).toBe(0);
    expect(notices ?? []).toEqual([]);
    const improvable = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
    expect(improvable.map(({ check }) => check)).toEqual([
      'sec-image-provenance',
      'sec-image-sbom',
    ]);
  });

  it('shows an accepted risk', async () => {
    const { results } = await judge('inventory');
    expect(results.filter(({ waived }) => waived).map(({ check }) => check)).toEqual([
      'perf-ci-performance-tests',
    ]);
  });
});
