import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Check } from '../contract/check';
import { calibrationCases } from '../lens/calibration.generated';
import { findLensCheck } from '../lens/lens';
import { allChecks } from './allChecks';
import { casesForLater } from './casesForLater';
import { CheckExamples } from './checkExample';
import { runExample } from './runExample';

const pillars = ['cost', 'ops', 'perf', 'rel', 'sec', 'sus'];

function listFiles(pillar: string): string[] {
  try {
    return readdirSync(join(__dirname, pillar)).map(name => join(__dirname, pillar, name));
  } catch {
    return [];
  }
}

const files = pillars.flatMap(listFiles).filter(path => /\.ts$/.test(path));
const checkFiles = files.filter(path => !/\.(examples|test)\.ts$/.test(path));
const exampleFiles = files.filter(path => path.endsWith('.examples.ts'));

const toId = (path: string) => basename(path).replace(/(\.examples)?\.ts$/, '');

/** `ONLY_CHECKS="a b"` runs those alone. */
const only = (process.env.ONLY_CHECKS ?? '').split(' ').filter(id => id !== '');
const isWanted = (path: string) => only.length === 0 || only.includes(toId(path));

function loadExamples(path: string): CheckExamples {
  // The list of files is only known at run time: this test must also find what nobody registered.
  return jest.requireActual<{ examples: CheckExamples }>(path).examples;
}

/** The check of a file, registered or not, so that a check can be worked on before it counts. */
function loadCheck(path: string): Check {
  const found = Object.values(jest.requireActual<Record<string, Check>>(path)).find(
    value => value.id === toId(path),
  );
  if (!found) throw new Error(`${path} exports no check of that name.`);
  return found;
}

const allExamples = new Map(
  exampleFiles.filter(isWanted).map(path => [toId(path), loadExamples(path)]),
);

const describeRegister = only.length === 0 ? describe : () => {};

describeRegister('the register of checks', () => {
  it('has every check file, and only those', () => {
    expect(allChecks.map(check => check.id)).toEqual(checkFiles.map(toId).sort());
  });

  it('has examples for every check, under its id', () => {
    expect([...allExamples.keys()].sort()).toEqual(checkFiles.map(toId).sort());
    for (const [id, examples] of allExamples) expect(examples.check).toBe(id);
  });

  it('lists as later only calibration cases that exist and have no example', () => {
    for (const [key, reason] of Object.entries(casesForLater)) {
      const [check, number] = key.split('#');
      const found = calibrationCases.find(c => c.check === check && `${c.number}` === number);
      expect(found).toBeDefined();
      expect(reason.length).toBeGreaterThan(10);
      const translated = allExamples.get(check!)?.examples.map(example => example.calibration);
      expect(translated ?? []).not.toContain(found?.number);
    }
  });
});

for (const check of checkFiles.filter(isWanted).map(loadCheck)) {
  const { examples } = allExamples.get(check.id) ?? { examples: [] };

  describe(`${check.id}`, () => {
    it('is in the catalogue and in the folder of its pillar', () => {
      expect(findLensCheck(check.id)).toBeDefined();
      expect(checkFiles).toContain(join(__dirname, check.id.split('-')[0]!, `${check.id}.ts`));
    });

    it('has an example that passes and one that fails, each with its own title', () => {
      const verdicts = examples.map(example => example.verdict);
      expect(verdicts).toContain('pass');
      expect(verdicts).toContain('fail');
      const titles = examples.map(example => example.title);
      expect(new Set(titles).size).toBe(titles.length);
    });

    it('shows at least two examples on its page', () => {
      expect(examples.filter(example => example.showInDocs).length).toBeGreaterThanOrEqual(2);
    });

    it('runs every calibration case or says what it waits for', () => {
      const cases = calibrationCases.filter(c => c.check === check.id);
      const missing = cases.filter(
        c =>
          !examples.some(example => example.calibration === c.number) &&
          casesForLater[`${check.id}#${c.number}`] === undefined,
      );
      expect(missing).toEqual([]);
      for (const example of examples.filter(e => e.calibration !== undefined)) {
        const found = cases.find(c => c.number === example.calibration);
        expect({ case: example.calibration, verdict: found?.verdict }).toEqual({
          case: example.calibration,
          verdict: example.verdict,
        });
      }
    });

    it.each(examples.map(example => [example.verdict, example.title, example] as const))(
      '%s: %s',
      async (_verdict, _title, example) => {
        const result = await runExample(check, example);
        const summary = result.units
          .map(unit => `${unit.unit}: ${unit.verdict}, ${unit.reason}`)
          .join('\n');
        expect(`${result.verdict}\n${summary}`).toBe(`${example.verdict}\n${summary}`);
        const units = result.units.filter(unit => unit.verdict === example.verdict);
        for (const unit of units) expect(unit.reason).toMatch(/^\S.*\.$/s);
        const { reason = '', at = '' } = example;
        const reasons = units.map(unit => unit.reason);
        const isSaid = (text: string) =>
          reason instanceof RegExp ? reason.test(text) : text.includes(reason);
        expect(reasons.some(isSaid) || reasons).toBe(true);
        const places = units.map(({ findings: [first] }) => `${first?.path}:${first?.line}`);
        const isThere = (place: string) => place === at || place.startsWith(`${at}:`);
        expect(at === '' || places.some(isThere) || places).toBe(true);
      },
    );
  });
}
