import { assess, defaultOrganisation, readFolder } from '@container-lens/engine';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readWorkspace } from './readWorkspace';

const examples = resolve(__dirname, '../../../../examples/organisation');

jest.setTimeout(60_000);

/** The verdicts of every check with all that was said. */
async function judge(repository: Awaited<ReturnType<typeof readFolder>>) {
  const { results, score, notices } = await assess({
    subject: { name: 'service' },
    evidence: { repository },
    organisation: defaultOrganisation,
    now: new Date('2026-11-22T00:00:00Z'),
  });
  return { results, score, notices };
}

describe('the gate and the command line', () => {
  it.each(['orders', 'inventory', 'recommendations', 'invoices', 'newsletter', 'legacy-shop'])(
    'say the same of %s',
    async name => {
      const folder = mkdtempSync(join(tmpdir(), 'container-lens-same-'));
      try {
        cpSync(join(examples, name), folder, { recursive: true });
        const read = await judge(await readFolder({ directory: folder }));
        expect(read.results).toHaveLength(90);
        expect(await judge(await readWorkspace(folder))).toEqual(read);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
