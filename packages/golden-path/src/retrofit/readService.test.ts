import { poorLanguages, readPoorExample } from './__testUtils__/poorExamples';
import { readService } from './readService';
import { filesBelow } from './retrofitFiles';

const read = (files: Record<string, string>, overrides = {}) =>
  readService({ files: new Map(Object.entries(files)), overrides, repositoryName: 'Poor_Service' });

describe('readService', () => {
  it('says where each fact stands', () => {
    const facts = readService({ files: readPoorExample('node') });
    expect(facts.name).toMatchObject({ value: 'shop', path: 'package.json', line: 2 });
    expect(facts.language).toMatchObject({ value: 'node', path: 'package.json' });
    expect(facts.port).toMatchObject({ value: 3000, path: 'Dockerfile', line: 7 });
    expect(facts.health).toMatchObject({
      value: { live: '/health', ready: '/health' },
      path: 'src/server.js',
      line: 9,
    });
    expect(facts.tests).toMatchObject({ value: { install: 'npm install', test: 'npm test' } });
    expect(facts.deployments).toEqual([]);
    expect(facts.pipelines).toEqual([]);
  });

  it.each(poorLanguages)('knows the language of the poor service in %s', language => {
    expect(readService({ files: readPoorExample(language) }).language.value).toBe(language);
  });

  it('guesses nothing: two languages, two ports, no Dockerfile', () => {
    const facts = read({
      Dockerfile: 'FROM scratch\nEXPOSE 80 443\n',
      'package.json': '{}',
      'go.mod': 'module a',
    });
    expect(facts.language).toMatchObject({ value: undefined, reason: /package\.json and go\.mod/ });
    expect(facts.port).toMatchObject({ value: undefined, reason: /exposes 80, 443/ });
    expect(facts.name).toMatchObject({ value: 'poor-service' });
    expect(read({}).dockerfile).toMatchObject({ value: undefined });
    expect(
      read({ 'a/Dockerfile': 'FROM scratch\n', 'b/Dockerfile': 'FROM scratch\n' }).dockerfile,
    ).toMatchObject({ value: undefined, reason: /2 Dockerfiles/ });
  });

  it('takes the answers of a person first', () => {
    const facts = read(
      { Dockerfile: 'FROM scratch\nEXPOSE 80\n', 'package.json': '{}' },
      { port: '9000', language: 'java', healthPath: '/up', workload: 'worker', name: '' },
    );
    expect(facts.port).toEqual({ value: 9000, source: 'form' });
    expect(facts.language).toEqual({ value: 'java', source: 'form' });
    expect(facts.health).toMatchObject({ value: { live: '/up', ready: '/up' } });
    expect(facts.workload).toMatchObject({ value: 'worker' });
  });

  it.each([
    [{ port: 'x' }, /not a port/],
    [{ language: 'cobol' }, /cobol/],
    [{ healthPath: 'http://a' }, /health path/],
    [{ testCommand: 'a; rm -rf /' }, /test command/],
    [{ testCommand: '$(shell x)' }, /test command/],
    [{ dockerfile: '../Dockerfile' }, /no image/],
    [{ workload: 'daemon' }, /workload/],
  ])('refuses %j', (overrides, message) => {
    expect(() => read({ Dockerfile: 'FROM scratch\n' }, overrides)).toThrow(message);
  });

  it.each([
    ['requirements.txt', 'app.py', "@app.route('/healthz')", '/healthz'],
    ['go.mod', 'main.go', 'm.HandleFunc("GET /x", f); m.HandleFunc("/api/ready", r)', '/api/ready'],
    ['package.json', 'index.js', 'app.get(`/_x/livez`, f)', '/_x/livez'],
  ])('finds routes for probes beside %s', (manifest, path, text, route) => {
    const facts = read({ Dockerfile: 'FROM scratch\n', [manifest]: '', [path]: text });
    expect(facts.healthEndpoints).toEqual([{ route, path, line: 1 }]);
  });

  it('takes a health path from no comment, no test and no vendored file', () => {
    const facts = read({
      Dockerfile: 'FROM scratch\n',
      'package.json': '{}',
      'a.js': "// GET '/healthz'\n",
      'test/a.test.js': "get('/healthz')",
      'node_modules/x/a.js': "get('/healthz')",
    });
    expect(facts.healthEndpoints).toEqual([]);
  });

  it('reads a folder of a larger repository as one of its own', () => {
    const files = new Map([
      ['services/a/Dockerfile', 'FROM scratch\n'],
      ['x', 'y'],
    ]);
    expect([...filesBelow(files, './services/a/').keys()]).toEqual(['Dockerfile']);
    expect(() => filesBelow(files, 'services/b')).toThrow(/no folder/);
  });

  it('reads long hostile lines in time', () => {
    const line = `get("${'/a'.repeat(200_000)}`;
    const started = performance.now();
    read({ Dockerfile: 'FROM scratch\n', 'package.json': '{}', 'a.js': `${line}\n`.repeat(1) });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
