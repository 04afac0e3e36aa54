import fc from 'fast-check';
import { optionsFixture } from '../fixtures/goldenPathFixture';
import { allowedSizes, defaultSize, explainSize, sayMemory, withCpu } from './taskSize';

describe('task size', () => {
  it('offers only what is within the limits', () => {
    expect(allowedSizes(optionsFixture)).toEqual([
      { cpu: 256, memory: [512, 1024, 2048] },
      { cpu: 512, memory: [1024, 2048, 3072, 4096] },
      { cpu: 1024, memory: [2048, 4096] },
    ]);
  });

  it('moves memory to the nearest valid amount, so that a valid size stays valid', () => {
    const start = defaultSize(optionsFixture);
    expect(withCpu(optionsFixture, start, 1024)).toMatchObject({ cpu: 1024, memory: 2048 });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(256, 512, 1024), { maxLength: 8 }), choices => {
        const size = choices.reduce((current, cpu) => withCpu(optionsFixture, current, cpu), start);
        expect(explainSize(optionsFixture, size)).toBeUndefined();
      }),
    );
  });

  it('says what is wrong', () => {
    const size = defaultSize(optionsFixture);
    expect(explainSize(optionsFixture, { ...size, memory: 512 })).toBe(
      '0.5 vCPU with 512 MiB is not a size this portal offers.',
    );
    expect(explainSize(optionsFixture, { ...size, min: 1 })).toContain('from 2 to');
    expect(explainSize(optionsFixture, { ...size, min: 0 })).toContain('whole numbers');
    expect(explainSize(optionsFixture, { ...size, max: 2.5 })).toContain('whole numbers');
    expect(explainSize(optionsFixture, { ...size, max: NaN })).toContain('whole numbers');
    expect(explainSize(optionsFixture, { ...size, min: 11 })).toContain('cannot be more');
    expect(sayMemory(1536)).toBe('1.5 GiB');
  });
});
