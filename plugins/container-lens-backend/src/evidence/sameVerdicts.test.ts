import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { Evidence, assess, defaultOrganisation, readFolder } from '@container-lens/engine';
import { InMemoryTrees } from '../__testUtils__/InMemoryTrees';
import { UrlReaderEvidenceSource } from './UrlReaderEvidenceSource';

const examples = path.resolve(__dirname, '../../../../examples/organisation');
const url = 'https://forge.example.com/example/service/src/branch/main/';

jest.setTimeout(60_000);

/** The verdicts of every check with all that was said, but not where the source came from. */
async function judge(evidence: Evidence) {
  const { results, score, notices } = await assess({
    subject: { name: 'service' },
    evidence,
    organisation: defaultOrganisation,
    now: new Date('2026-11-22T00:00:00Z'),
  });
  return { results, score, notices };
}

async function throughThePortal(folder: string): Promise<Evidence> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .map(file => [path.relative(folder, file), readFileSync(file, 'utf8')] as const);
  const trees = InMemoryTrees.create();
  trees.set(url, { etag: 'a'.repeat(40), files: Object.fromEntries(files) });
  const source = UrlReaderEvidenceSource.create({
    urlReader: Object.assign(mockServices.urlReader.mock(), { readTree: trees.readTree }),
  });
  const answer = await source.collect({
    subject: { entityRef: 'component:default/x', name: 'x', annotations: {}, sourceUrl: url },
    signal: new AbortController().signal,
  });
  if (answer.status !== 'collected') throw new Error(answer.status);
  return answer.evidence;
}

describe('the portal and the command line', () => {
  it.each(['orders', 'inventory', 'recommendations', 'invoices', 'newsletter', 'legacy-shop'])(
    'say the same of %s',
    async name => {
      const folder = mkdtempSync(path.join(tmpdir(), 'container-lens-same-'));
      try {
        cpSync(path.join(examples, name), folder, { recursive: true });
        const read = await judge({ repository: await readFolder({ directory: folder }) });
        expect(read.results).toHaveLength(90);
        expect(await judge(await throughThePortal(folder))).toEqual(read);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
