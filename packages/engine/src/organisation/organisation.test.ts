import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { defaultOrganisation, organisationSchema } from './organisation';

describe('the organisation document', () => {
  it('stays valid when it goes through the portal', () => {
    const document = organisationSchema.parse({
      approvedParents: ['a/*', { repository: 'b', tier: 'os' }],
      parameters: { 'ops-image-static-assets-external': { pass_mb: 50 } },
      runners: { ephemeral: ['arc-*'] },
    });
    expect(organisationSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
    expect(document.runners).toEqual({ managed: [], ephemeral: ['arc-*'], persistent: [] });
  });

  it('has a default for everything', () => {
    expect(defaultOrganisation).toMatchObject({ parameters: {}, weights: {}, extraTools: [] });
  });

  it.each([
    [{ parameters: { 'perf-image-size': { profile_mb: {} } } }, 'profile_mb'],
    [{ parameters: { 'no-such-check': { x: 1 } } }, 'no-such-check'],
    [{ parameters: { 'rel-resources-bounded': { require_cpu_limit: 'no' } } }, 'boolean'],
    [{ parameters: { 'perf-image-size': { unit: 'GB' } } }, 'unit'],
    [{ weights: { SEC: 0 } }, 'Too small'],
    [{ weights: { SECURITY: 1 } }, 'SECURITY'],
    [{ extraTools: [{ kind: 'lint' }] }, 'Name a command'],
    [{ endOfLife: [{ product: 'a', cycle: '1', date: '31.12.2027' }] }, 'date'],
    [{ approvedParents: [{ repository: 'a', tier: 'base' }] }, 'approvedParents'],
  ])('refuses %j', (document, message) => {
    const { error } = organisationSchema.safeParse(document);
    expect(JSON.stringify(error?.issues)).toContain(message);
  });

  it('is described by the JSON Schemas of docs/reference', () => {
    const output = execFileSync(process.execPath, ['scripts/generate-schemas.mjs', '--check'], {
      cwd: join(__dirname, '../../../..'),
      encoding: 'utf8',
    });
    expect(output).toBe('');
  });
});
