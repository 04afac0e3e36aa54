import fc from 'fast-check';
import { parseDockerfile } from './parseDockerfile';
import { BuildOptions, resolveDockerfile } from './resolveDockerfile';
import { ResolvedDockerfile, Source } from './resolvedDockerfile';

function resolve(text: string, options: BuildOptions = {}): ResolvedDockerfile {
  const parsed = parseDockerfile('Dockerfile', text);
  const found = parsed.status === 'present' ? resolveDockerfile(parsed.value, options) : parsed;
  if (found.status !== 'present') {
    throw new Error(found.status === 'unavailable' ? found.reason : 'absent');
  }
  return found.value;
}

function describeSource(source: Source): string {
  switch (source.kind) {
    case 'image':
      return source.image.text;
    case 'stage':
      return `stage ${source.index}`;
    case 'unresolved':
      return `? ${source.reason}`;
    default:
      return 'scratch';
  }
}

const parent = (text: string, options?: BuildOptions) =>
  describeSource(resolve(text, options).parent);
const lastValue = (text: string, options?: BuildOptions) => {
  const value = resolve(text, options).finalChain.at(-1)?.steps.at(-1)?.value;
  return value?.resolved ? value.value : `? ${value?.reason}`;
};

describe('resolveDockerfile', () => {
  it.each([
    ['ARG V=1\nFROM a:$V', 'a:1'],
    ['ARG V=1\nARG W=${V}-x\nFROM a:${W}', 'a:1-x'],
    ['ARG V\nFROM a:${V:-2}', 'a:2'],
    ['ARG V=1\nFROM a${V:+:slim}', 'a:slim'],
    ['ARG V=1.2.3-rc\nFROM a:${V%%-*}', 'a:1.2.3'],
    ['ARG V=v1.2\nFROM a:${V#v}', 'a:1.2'],
    ['ARG V=a/b\nFROM ${V/a/c}', 'c/b'],
    ['FROM --platform=$BUILDPLATFORM a:$TARGETARCH', 'a:amd64'],
    ['FROM x AS Build\nFROM build', 'x'],
    ['FROM x AS arm64\nFROM y AS amd64\nFROM ${TARGETARCH}', 'y'],
    ['FROM build AS build', 'build'],
    [
      'FROM a:1@sha256:0123456789012345678901234567890123456789012345678901234567890123',
      'a:1@sha256:0123456789012345678901234567890123456789012345678901234567890123',
    ],
    ['ARG V\nFROM a:$V', '? ARG V has no default and no build argument gives it a value'],
    ['FROM a:$NOPE', '? $NOPE is not defined in the Dockerfile'],
  ])('finds the parent of %j', (text, expected) => {
    expect(parent(text)).toBe(expected);
  });

  it('takes build arguments of the pipeline', () => {
    const text = 'ARG V=1\nFROM a:$V';
    expect(parent(text, { buildArgs: new Map([['V', '2']]) })).toBe('a:2');
    expect(parent(text, { buildArgs: new Map([['V', undefined]]) })).toContain(
      'only known when it runs',
    );
  });

  it.each([
    ['FROM a\nARG V=1\nUSER $V', '1'],
    ['ARG V=1\nFROM a\nUSER $V', '? $V is not defined in the Dockerfile'],
    ['ARG V=1\nFROM a\nARG V\nUSER $V', '1'],
    ['FROM a\nENV V=1\nARG V=2\nUSER $V', '1'],
    ['FROM a\nENV A=1 B=$A\nUSER ${B:-x}', '? $A is not defined in the Dockerfile'],
    ['FROM a AS b\nENV V=3\nFROM b\nUSER $V', '3'],
    ['FROM a\nENV V 1 2\nUSER "$V"', '1 2'],
    ["FROM a\nENV V=1\nUSER '$V'", '$V'],
    ['FROM a\nENV V=1\nUSER \\$V', '$V'],
    ['# escape=`\nFROM a\nENV V=1\nUSER `$V', '$V'],
  ])('resolves the last value of %j', (text, expected) => {
    expect(lastValue(text)).toBe(expected);
  });

  it('builds the chain of the target by name or number', () => {
    const text = 'FROM x AS base\nFROM base AS build\nFROM base AS run\nFROM y AS test\n';
    const chain = (target?: string) =>
      resolve(text, { target }).finalChain.map(stage => stage.index);
    expect(chain()).toEqual([3]);
    expect(chain('RUN')).toEqual([0, 2]);
    expect(chain('1')).toEqual([0, 1]);
    expect(() => chain('nope')).toThrow('does not define');
  });

  it('lists every image the build reads', () => {
    const { references } = resolve(
      'FROM x AS b\nRUN --mount=type=bind,from=tools:1,target=/t true\nFROM y\nCOPY --from=b /a /a\nCOPY --from=0 /a /a\nCOPY --from=z:2 /a /a\n',
    );
    expect(
      references.map(r => `${describeSource(r.source)} ${r.role} ${r.line} ${r.inFinalChain}`),
    ).toEqual([
      'x from 1 false',
      'tools:1 mount-from 2 false',
      'y from 3 true',
      'z:2 copy-from 6 true',
    ]);
  });

  it('ignores ONBUILD', () => {
    expect(resolve('FROM a\nONBUILD USER 1\n').finalChain[0].steps).toEqual([]);
  });

  it('stays bounded on values that double, nest and chain', () => {
    const doubling = `FROM a\nENV A0=xxxxxxxx\n${Array.from({ length: 60 }, (_, i) => `ENV A${i + 1}=$A${i}$A${i}`).join('\n')}\nUSER $A60`;
    const nested = `ARG V\nFROM ${'${V:-'.repeat(5000)}x${'}'.repeat(5000)}`;
    const chained = `FROM a\n${'ENV A=${A}b\n'.repeat(1990)}USER $A`;
    const patterns = `ARG V=${'a'.repeat(120)}\nFROM a\n${'ENV B=${V%%*a*a*a*b}\n'.repeat(1500)}`;
    const started = performance.now();
    expect(lastValue(doubling)).toContain('grows beyond');
    expect(parent(nested)).toContain('too deep');
    expect(lastValue(chained)).toContain('?');
    expect(resolve(patterns).stages).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('never throws on what the parser accepts', () => {
    const part = fc.constantFrom(
      ...[
        'FROM a',
        'FROM b AS c',
        'FROM c',
        'FROM ${X}',
        'ARG X=1',
        'ARG X',
        'ENV A=$X',
        'ENV A=${A:-${X}}',
        'COPY --from=c a b',
        'COPY --from=9 a b',
        'RUN --mount=from=c x',
        'USER ${A%%1}',
        'SHELL ["x"]',
        'LABEL a=b c',
        'USER "$A',
        'ENV =',
        'COPY a',
        'HEALTHCHECK CMD',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), parts => {
        const parsed = parseDockerfile('Dockerfile', `FROM start\n${parts.join('\n')}`);
        expect(
          parsed.status === 'present' ? resolveDockerfile(parsed.value).status : 'present',
        ).toBe('present');
      }),
      { numRuns: 1000 },
    );
  });
});
