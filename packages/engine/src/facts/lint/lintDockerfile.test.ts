import fc from 'fast-check';
import { lintDockerfile } from './lintDockerfile';

const config = { ignored: new Set<string>(), readsPragmas: true };

function lint(text: string, ignored: readonly string[] = []): string[] {
  const found = lintDockerfile('Dockerfile', text, { ...config, ignored: new Set(ignored) });
  if (found.status !== 'present') return [found.status];
  return found.value.map(({ rule, line }) => `${rule}:${line}`);
}

const from = 'FROM a:1 AS st\n';

describe('lintDockerfile', () => {
  // Every row was compared with hadolint 2.15.
  it.each([
    ['WORKDIR app', ['DL3000:2']],
    ['WORKDIR "/app"', []],
    ['WORKDIR ${X}/a', []],
    ['WORKDIR c:/app', []],
    ['WORKDIR ~/a', ['DL3000:2']],
    ['RUN ls && sudo x', ['DL3004:2']],
    ['RUN ["sudo","ls"]', ['DL3004:2']],
    ['RUN apt-get install sudo', []],
    ['RUN FOO=1 sudo ls', ['DL3004:2']],
    ['RUN x=$(sudo ls)', ['DL3004:2']],
    ['RUN if true; then sudo ls; fi', ['DL3004:2']],
    ['RUN case x in a) sudo x;; esac', ['DL3004:2']],
    ['RUN <<EOF\nsudo ls\nEOF', ['DL3004:2']],
    ['RUN cat <<EOF\nsudo ls\nEOF', []],
    ["RUN bash -c 'sudo ls'", []],
    ['RUN command -v sudo', []],
    ['RUN xargs sudo x', []],
    ['ONBUILD RUN sudo x', ['DL3004:2']],
    ['ONBUILD WORKDIR app', []],
    ['EXPOSE 80 70000', ['DL3011:2']],
    ['EXPOSE 80-70000/udp', ['DL3011:2']],
    ['EXPOSE $P 65535', []],
    ['HEALTHCHECK NONE\nHEALTHCHECK CMD b', ['DL3012:3']],
    ['HEALTHCHECK CMD a\nFROM x:1\nHEALTHCHECK CMD b', []],
    ['ADD a /b', ['DL3020:2']],
    ['ADD a.tgz b /c/', ['DL3020:2']],
    ['ADD https://x/a /b', []],
    ['ADD ["a.tar.gz", "/b"]', []],
    ['ADD *.tar.xz /b', []],
    ['ADD a.zip /b', ['DL3020:2']],
    ['COPY a b /c', ['DL3021:2']],
    ['COPY a b "/c/"', []],
    ['COPY a \\\n  # comment\n  b \\\n  c', ['DL3021:2']],
    ['COPY * /c', []],
    ['COPY --from=st /a /b', ['DL3023:2']],
    ['FROM x:1\nCOPY --from=st /a /b', []],
    ['FROM x:1 AS st', ['DL3024:2']],
    ['ONBUILD ONBUILD RUN x', ['DL3043:2']],
    ['onbuild maintainer me', ['DL3043:2']],
    ['ENV A=1 B=$A', ['DL3044:2']],
    ['ENV B=${A} A=1', ['DL3044:2']],
    ['ENV A=1\nENV A=2 B=$A', []],
    ['ARG A\nENV A=1 B=$A', []],
    ['ENV PATH=/x:$PATH', []],
    ['ENV PATH=/x:$PATH B=$PATH', ['DL3044:2']],
    ['ENV A=1 B=${A:-x}', []],
    ['ENV A=1 B=$AB', []],
    ['ENV A $A', []],
    ['maintainer me', ['DL4000:2']],
    ['ENTRYPOINT a\nENTRYPOINT b', ['DL4004:3']],
    ['ENTRYPOINT a\nFROM y:1\nENTRYPOINT b', []],
    ['# hadolint ignore=DL3000\nWORKDIR app', []],
    ['# hadolint ignore=DL3004, DL3000 # why\nWORKDIR app', []],
    ['#hadolint ignore=DL3000\r\nWORKDIR app', []],
    ['# hadolint ignore=DL3000\n\nWORKDIR app', ['DL3000:4']],
    ['# hadolint ignore=DL3000 because\nWORKDIR app', ['DL3000:3']],
    ['# hadolint ignore=DL3004\nRUN ls && \\\n  sudo x', []],
    ['WORKDIR app\n# hadolint global ignore=DL3000', []],
  ])('judges %j like hadolint', (text, expected) => {
    expect(lint(`${from}${text}\n`)).toEqual(expected);
  });

  it('reports instructions before the first FROM once, at the first of them', () => {
    expect(lint('# c\nENV A=1\nLABEL a=b\nFROM x:1\nWORKDIR app\n')).toEqual([
      'DL3061:2',
      'DL3000:5',
    ]);
    expect(lint('ARG A=1\nFROM x:$A\n')).toEqual([]);
    expect(lint('RUN x\n')).toEqual(['unavailable']);
    expect(lint('FROM x:1\nNONSENSE\n')).toEqual(['unavailable']);
  });

  it('leaves out what the configuration ignores', () => {
    expect(lint(`${from}WORKDIR app\nMAINTAINER x\n`, ['DL3000'])).toEqual(['DL4000:3']);
    const text = `${from}# hadolint ignore=DL3000\nWORKDIR app\n`;
    const strict = lintDockerfile('Dockerfile', text, { ...config, readsPragmas: false });
    expect(strict).toEqual({ status: 'present', value: [{ rule: 'DL3000', line: 3 }] });
  });

  it('never throws, and points into the file', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        'FROM x AS y',
        'RUN sudo',
        'ENV A=1 B=$A',
        'ONBUILD RUN --x sudo',
        'COPY',
        'ADD',
        '\\',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), lines => {
        const found = lintDockerfile('Dockerfile', lines.join('\n'), config);
        for (const finding of found.status === 'present' ? found.value : []) {
          expect(finding.line).toBeGreaterThan(0);
          expect(finding.line).toBeLessThanOrEqual(lines.join('\n').split('\n').length);
        }
      }),
    );
  });
});
