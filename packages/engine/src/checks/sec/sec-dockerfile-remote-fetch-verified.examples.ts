import { defineExamples } from '../checkExample';

const run = (command: string, from = 'debian:12-slim') => ({
  Dockerfile: `FROM ${from}\nRUN ${command}\n`,
});
const sha = 'a'.repeat(40);

export const examples = defineExamples('sec-dockerfile-remote-fetch-verified', [
  {
    title: 'A script piped into a shell',
    files: run('curl -fsSL https://example.com/i.sh | bash'),
    verdict: 'fail',
    reason: 'into bash',
    at: 'Dockerfile:2',
    calibration: 1,
    showInDocs: true,
  },
  {
    title: 'An archive over https that nothing verifies',
    files: run('curl -fsSLo t.tgz https://example.com/t.tgz && tar xf t.tgz'),
    verdict: 'warn',
    reason: 'nothing verifies it',
    calibration: 2,
    showInDocs: true,
  },
  {
    title: 'A checksum in the same RUN',
    files: run(
      `curl -fsSLo t.tgz https://example.com/t.tgz && echo "${'0'.repeat(64)}  t.tgz" | sha256sum -c - && tar xf t.tgz`,
    ),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A checksum before the download proves nothing',
    files: run('sha256sum -c sums && curl -fsSLo t.tgz https://example.com/t.tgz'),
    verdict: 'warn',
    calibration: 3,
  },
  {
    title: 'A checksum in a later RUN',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN curl -fsSLo t.tgz https://example.com/t.tgz\nRUN sha256sum -c sums\n',
    },
    verdict: 'warn',
  },
  {
    title: 'A signature is verified',
    files: run(
      'wget -O x https://example.com/x && wget -O x.sig https://example.com/x.sig && gpg --batch --verify x.sig x',
    ),
    verdict: 'pass',
  },
  {
    title: 'sudo and options before the shell',
    files: run('wget -qO- https://example.com/setup_22.x | sudo -E bash -'),
    verdict: 'fail',
    reason: 'into bash',
  },
  {
    title: 'A shell that runs what curl prints',
    files: run('sh -c "$(curl -fsSL https://example.com/install.sh)"'),
    verdict: 'fail',
  },
  {
    title: 'A shell that reads what curl prints',
    files: run('bash <(curl -fsSL https://example.com/install.sh)'),
    verdict: 'fail',
  },
  {
    title: 'An interpreter instead of a shell',
    files: run('curl -sSL https://install.example.com | python3 -'),
    verdict: 'fail',
    reason: 'into python3',
  },
  {
    title: 'An archive piped into tar',
    files: run('curl -fsSL https://example.com/t.tgz | tar xz -C /opt'),
    verdict: 'warn',
  },
  {
    title: 'Plain http',
    files: run('wget http://example.com/t.tgz'),
    verdict: 'fail',
    reason: 'without encryption',
  },
  {
    title: 'A certificate that nobody checks',
    files: run('curl -sSLk -o t.tgz https://example.com/t.tgz'),
    verdict: 'fail',
    reason: 'certificate',
  },
  {
    title: 'wget without certificate check, in a build stage',
    files: {
      Dockerfile:
        'FROM debian:12 AS build\nRUN wget --no-check-certificate https://example.com/t.tgz\nFROM scratch\nCOPY --from=build /t /t\n',
    },
    verdict: 'fail',
    at: 'Dockerfile:2',
  },
  {
    title: 'pip trusts a host',
    files: run('pip install --trusted-host pypi.example.com flask', 'python:3.13-slim'),
    verdict: 'fail',
    reason: 'trusted-host',
  },
  {
    title: 'The key of a package repository',
    files: run(
      'curl -fsSL https://download.example.com/linux/debian/gpg | gpg --dearmor -o /etc/apt/keyrings/x.gpg',
    ),
    verdict: 'pass',
  },
  {
    title: 'A key written to the keyrings',
    files: run('curl -fsSL https://example.com/public -o /etc/apt/keyrings/example.asc'),
    verdict: 'pass',
  },
  {
    title: 'A script that is saved and then run',
    files: run('curl -fsSLo i.sh https://example.com/i.sh && sh i.sh'),
    verdict: 'warn',
  },
  {
    title: 'ADD of a URL with checksum',
    files: {
      Dockerfile: `FROM alpine:3.20\nADD --checksum=sha256:${'0'.repeat(64)} https://example.com/t /t\n`,
    },
    verdict: 'pass',
  },
  {
    title: 'ADD of a URL without checksum',
    files: { Dockerfile: 'FROM alpine:3.20\nADD https://example.com/t /t\n' },
    verdict: 'fail',
    reason: '--checksum',
    showInDocs: true,
  },
  {
    title: 'ADD of one commit',
    files: { Dockerfile: `FROM alpine:3.20\nADD https://github.com/example/x.git#${sha} /x\n` },
    verdict: 'pass',
  },
  {
    title: 'ADD of a tag',
    files: { Dockerfile: 'FROM alpine:3.20\nADD https://github.com/example/x.git#v1.2.3 /x\n' },
    verdict: 'warn',
  },
  {
    title: 'A clone of the default branch',
    files: run('git clone --depth 1 https://github.com/example/x.git'),
    verdict: 'warn',
    reason: 'git clone',
  },
  {
    title: 'A clone and a full commit',
    files: {
      Dockerfile: `FROM debian:12-slim\nARG REV=${sha}\nRUN git clone https://github.com/example/x.git && cd x && git checkout $REV\n`,
    },
    verdict: 'pass',
  },
  {
    title: 'An address from an argument with a default',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nARG URL=http://example.com/t.tgz\nRUN curl -o t.tgz "$URL" && tar xf t.tgz\n',
    },
    verdict: 'fail',
    reason: 'without encryption',
  },
  {
    title: 'An address nobody knows',
    files: { Dockerfile: 'FROM debian:12-slim\nARG URL\nRUN curl -o t.tgz "$URL"\n' },
    verdict: 'unknown',
    reason: '$URL',
  },
  {
    title: 'An unknown version behind https',
    files: {
      Dockerfile: 'FROM debian:12-slim\nARG V\nRUN curl -fo t https://example.com/$V/t\n',
    },
    verdict: 'warn',
  },
  {
    title: 'A download in a here-document',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN <<EOF\nset -e\ncurl -fsSL https://example.com/i.sh | sh\nEOF\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Only the package manager downloads',
    files: run('apt-get update && apt-get install -y curl wget git'),
    verdict: 'not-applicable',
  },
  {
    title: 'The machine itself is not remote',
    files: run('nginx && curl -f http://localhost:8080/', 'nginx:1.27-alpine'),
    verdict: 'not-applicable',
  },
  {
    title: 'A checksum whose failure is swallowed',
    files: run(
      `curl -fsSLo t.tgz https://example.com/t.tgz && echo "${'0'.repeat(64)}  t.tgz" | sha256sum -c - || true`,
    ),
    verdict: 'warn',
  },
  {
    title: 'The checksum of another file',
    files: run(
      `curl -fsSLo a https://example.com/a && curl -fsSLo b https://example.com/b && echo "${'0'.repeat(64)}  a" | sha256sum -c -`,
    ),
    verdict: 'warn',
    reason: 'https://example.com/b',
  },
  {
    title: 'A checksum that ends the build in its own words',
    files: run(
      `curl -fsSL https://example.com/t.tgz > /tmp/t.tgz && echo "${'0'.repeat(64)} */tmp/t.tgz" | sha256sum -c - || exit 1`,
    ),
    verdict: 'pass',
  },
  {
    title: 'Python runs what the network sends',
    files: run('python3 -c "$(curl -fsSL https://example.com/i.py)"'),
    verdict: 'fail',
  },
  {
    title: 'PowerShell called by name',
    files: run('powershell -Command Invoke-WebRequest http://example.com/a -OutFile a'),
    verdict: 'fail',
  },
]);
