import fc from 'fast-check';
import { repositoryFromFiles } from '../evidence/repositoryFromFiles';
import { planFixes } from './planFixes';

type Files = Readonly<Record<string, string>>;

function plan(files: Files, checks?: readonly string[]) {
  return planFixes({
    subject: { name: 'orders' },
    evidence: { repository: repositoryFromFiles({ files }) },
    now: new Date('2026-11-22T00:00:00Z'),
    checks,
  });
}

/** The Dockerfile after the fixes of one check. */
function mend(check: string, files: Files | string) {
  const all = typeof files === 'string' ? { Dockerfile: files } : files;
  const { changes, open } = plan(all, [check]);
  const text = changes.find(({ path }) => path === 'Dockerfile')?.after;
  return { text, open: open.map(({ reason }) => reason), changes };
}

describe('USER', () => {
  const check = 'sec-image-user-non-root';

  it('stands behind what builds, before the comment of what follows', () => {
    const { text } = mend(
      check,
      'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install .\n\n# The service\nEXPOSE 8080\nCMD ["python", "app.py"]\n',
    );
    expect(text).toBe(
      'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install .\n\nUSER 65532:65532\n# The service\nEXPOSE 8080\nCMD ["python", "app.py"]\n',
    );
  });

  it('is the user an official image has for it', () => {
    expect(mend(check, 'FROM node:22.11-slim\nCMD ["node", "a.js"]\n').text).toBe(
      'FROM node:22.11-slim\nUSER node\nCMD ["node", "a.js"]\n',
    );
  });

  it('replaces a last USER root and keeps what is around it', () => {
    expect(
      mend(check, 'FROM node:22.11-slim\nCOPY . /app\nUSER root\nCMD ["node", "a.js"]').text,
    ).toBe('FROM node:22.11-slim\nCOPY . /app\nUSER node\nCMD ["node", "a.js"]');
  });

  it('keeps the line ends of Windows', () => {
    expect(mend(check, 'FROM node:22.11-slim\r\nCMD ["node", "a.js"]\r\n').text).toBe(
      'FROM node:22.11-slim\r\nUSER node\r\nCMD ["node", "a.js"]\r\n',
    );
  });

  it('is left to people where a low port is exposed', () => {
    const { text, open } = mend(check, 'FROM node:22.11-slim\nEXPOSE 80\nCMD ["node", "a.js"]\n');
    expect(text).toBeUndefined();
    expect(open).toEqual([expect.stringContaining('Port 80')]);
  });

  it('is not added twice', () => {
    expect(mend(check, 'FROM node:22.11-slim\nUSER node\nCMD ["node"]\n').text).toBeUndefined();
  });
});

describe('the start command', () => {
  const check = 'cost-signal-pid1';

  it.each([
    ['CMD node server.js', 'CMD ["node", "server.js"]'],
    ['ENTRYPOINT node "my server.js"', 'ENTRYPOINT ["node", "my server.js"]'],
    ['CMD node server.js $OPTIONS', 'CMD exec node server.js $OPTIONS'],
    ['CMD node migrate.js && node server.js', 'CMD node migrate.js && exec node server.js'],
  ])('%s becomes %s', (before, after) => {
    expect(mend(check, `FROM node:22.11-slim\n# start\n${before}\n`).text).toBe(
      `FROM node:22.11-slim\n# start\n${after}\n`,
    );
  });

  it('does without npm where its script is one call of node', () => {
    const Dockerfile = 'FROM node:22.11-slim\nCMD ["npm", "start"]\n';
    const scripts = (start: string, more = {}) => ({
      Dockerfile,
      'package.json': JSON.stringify({ scripts: { start, ...more } }),
    });
    expect(mend(check, scripts('node dist/main.js')).text).toContain(
      'CMD ["node", "dist/main.js"]\n',
    );
    expect(mend(check, scripts('NODE_ENV=production node a.js')).text).toBeUndefined();
    expect(mend(check, scripts('node a.js', { prestart: 'node b.js' })).text).toBeUndefined();
    expect(mend(check, scripts('next start')).open).toEqual([expect.stringContaining('wrapper')]);
  });

  it('is left to people where a pipeline or two commands decide', () => {
    expect(mend(check, 'FROM node:22.11-slim\nCMD node a.js | tee log\n').open).toHaveLength(1);
    expect(
      mend(check, 'FROM node:22.11-slim\nENTRYPOINT node a.js\nCMD ["--port", "80"]\n').open,
    ).toHaveLength(1);
  });
});

describe('package caches', () => {
  const check = 'cost-layer-package-cache';

  it.each([
    ['RUN apt-get update && apt-get install -y tini', ' && rm -rf /var/lib/apt/lists/*'],
    [
      'RUN apt-get update \\\n  # the init\n  && apt-get install -y tini',
      ' \\\n  && rm -rf /var/lib/apt/lists/*',
    ],
  ])('are removed at the end of %j', (run, added) => {
    expect(mend(check, `FROM debian:12-slim\n${run}\nUSER 1\n`).text).toBe(
      `FROM debian:12-slim\n${run}${added}\nUSER 1\n`,
    );
  });

  it('are avoided by the option of apk and pip', () => {
    expect(mend(check, 'FROM alpine:3.20\nRUN apk -q add tini\n').text).toBe(
      'FROM alpine:3.20\nRUN apk -q add --no-cache tini\n',
    );
    expect(mend(check, 'FROM python:3.13-slim\nRUN pip install -r r.txt\n').text).toBe(
      'FROM python:3.13-slim\nRUN pip install --no-cache-dir -r r.txt\n',
    );
  });

  it('are left to people in here-documents and behind comments', () => {
    expect(mend(check, 'FROM alpine:3.20\nRUN <<EOF\napk add tini\nEOF\n').open).toHaveLength(1);
    expect(mend(check, 'FROM debian:12\nRUN apt-get install -y x # why\n').open).toHaveLength(1);
  });
});

describe('HEALTHCHECK', () => {
  const check = 'rel-health-check-defined';

  it('connects to the one exposed port with what the image has', () => {
    const { text } = mend(check, 'FROM python:3.13-slim\nEXPOSE 8080\nCMD ["python", "a.py"]\n');
    expect(text).toMatch(
      /^FROM python:3.13-slim\nHEALTHCHECK --interval=30s .*\\\n {4}CMD \["python3", "-c", ".*8080.*"\]\nEXPOSE 8080\n/,
    );
  });

  it('is left to people where no port, or more than one, is exposed', () => {
    expect(mend(check, 'FROM node:22.11-slim\nCMD ["node"]\n').open).toHaveLength(1);
    expect(mend(check, 'FROM node:22.11-slim\nEXPOSE 1 2\nCMD ["node"]\n').open).toHaveLength(1);
  });
});

describe('the ignore file', () => {
  const check = 'perf-dockerignore-effective';
  const Dockerfile = 'FROM node:22.11-slim\nCOPY . /app\n';

  it('is written where there is none', () => {
    const { changes } = mend(check, { Dockerfile, 'package.json': '{}' });
    expect(changes).toEqual([
      {
        path: '.dockerignore',
        before: undefined,
        after: '.git\n.env\n.env.*\n!.env.example\n**/node_modules\n',
      },
    ]);
  });

  it('keeps what is in it, and a last line without end', () => {
    const { changes } = mend(check, { Dockerfile, '.dockerignore': '# mine\n.git' });
    expect(changes[0]?.after).toBe('# mine\n.git\n.env\n.env.*\n!.env.example\n');
  });

  it('leaves in what the Dockerfile copies', () => {
    const { changes, open } = mend(check, {
      Dockerfile: 'FROM eclipse-temurin:21.0-jre\nCOPY target/app.jar /app.jar\n',
      'pom.xml': '<project/>',
      '.dockerignore': '.git\n.env\n',
    });
    expect(changes).toEqual([]);
    expect(open).toEqual([expect.stringContaining('target/x')]);
  });
});

describe('other fixes', () => {
  it('say COPY where ADD only copies, and keep ADD for archives', () => {
    const { text } = mend(
      'cost-dockerfile-copy-over-add',
      'FROM alpine:3.20\nADD rootfs.tar.gz /\n  add --chown=1:1 app /app\n',
    );
    expect(text).toBe('FROM alpine:3.20\nADD rootfs.tar.gz /\n  COPY --chown=1:1 app /app\n');
  });

  it('write the stop signal down where nothing else says one', () => {
    const check = 'cost-signal-grace-period';
    expect(mend(check, 'FROM node:22.11-slim\nCMD ["node", "a.js"]\n').text).toBe(
      'FROM node:22.11-slim\nSTOPSIGNAL SIGTERM\nCMD ["node", "a.js"]\n',
    );
    expect(mend(check, 'FROM nginx:1.27-alpine\nCMD ["nginx"]\n').text).toBeUndefined();
    expect(mend(check, 'FROM registry.example.com/x:1\nCMD ["a"]\n').text).toBeUndefined();
    expect(mend(check, 'FROM node:22.11\nSTOPSIGNAL SIGINT\nCMD ["a"]\n').text).toBeUndefined();
  });
});

describe('planFixes', () => {
  const poor = [
    'FROM node:22.11-slim',
    '# Copies everything',
    'ADD . /app',
    'WORKDIR /app',
    'RUN apt-get update && apt-get install -y git',
    'RUN npm ci',
    'EXPOSE 8080',
    'CMD npm start',
    '',
  ].join('\n');
  const files = {
    Dockerfile: poor,
    'package.json': '{ "scripts": { "start": "node server.js" } }',
  };

  it('mends what it can in one go, and a second time nothing', () => {
    const first = plan(files);
    expect(first.applied.map(({ check }) => check).sort()).toEqual([
      'cost-dockerfile-copy-over-add',
      'cost-layer-package-cache',
      'cost-signal-grace-period',
      'cost-signal-pid1',
      'perf-dockerignore-effective',
      'rel-health-check-defined',
      'sec-image-user-non-root',
    ]);
    const mended = { ...files, ...Object.fromEntries(first.changes.map(c => [c.path, c.after])) };
    expect(mended.Dockerfile).toContain('# Copies everything\nCOPY . /app\n');
    expect(plan(mended)).toMatchObject({ changes: [], applied: [] });
  });

  it('mends every unit, and names the file of each', () => {
    const { changes } = plan(
      { 'a/Dockerfile': 'FROM node:22.11-slim\nCMD ["node"]\n', 'b/Dockerfile': poor },
      ['sec-image-user-non-root'],
    );
    expect(changes.map(({ path }) => path)).toEqual(['a/Dockerfile', 'b/Dockerfile']);
  });

  it('plans nothing for a repository without images', () => {
    expect(plan({ 'README.md': 'hello' })).toEqual({ changes: [], applied: [], open: [] });
  });

  const line = fc.constantFrom(
    'FROM node:22.11-slim',
    'FROM alpine:3.20 AS build',
    'FROM build',
    '# a comment',
    '',
    'RUN apk add curl',
    'RUN apt-get update && \\\n    apt-get install -y x',
    'RUN pip install flask',
    'ADD app /app',
    'USER root',
    'USER 1000',
    'EXPOSE 8080',
    'STOPSIGNAL SIGKILL',
    'CMD node a.js',
    'CMD ["npm", "start"]',
    'ENTRYPOINT ./run.sh "$@"',
    'HEALTHCHECK NONE',
  );

  it('changes nothing the second time, and loses no line but those it names', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.boolean(), (lines, windows) => {
        const end = windows ? '\r\n' : '\n';
        const text = ['FROM node:22.11-slim', ...lines].join('\n').replace(/\n/g, end);
        const first = plan({ Dockerfile: text });
        const after = first.changes.find(({ path }) => path === 'Dockerfile')?.after ?? text;
        const comments = (source: string) => source.split(/\r?\n/).filter(l => l.startsWith('#'));
        expect(comments(after)).toEqual(comments(text));
        expect(text.includes('\r') && /[^\r]\n/.test(after)).toBe(false);
        const mended = Object.fromEntries(first.changes.map(c => [c.path, c.after]));
        expect(plan({ Dockerfile: text, ...mended }).changes).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
