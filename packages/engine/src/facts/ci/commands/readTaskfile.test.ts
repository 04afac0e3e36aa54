import { readJustfile, readTaskCall, readTaskfile } from './readTaskfile';

describe('readTaskCall', () => {
  it.each([
    ['task images', { runner: 'task', targets: ['images'], variables: [] }],
    [
      'task -d app images TAG=1 -- --push',
      { folder: 'app', targets: ['images'], variables: ['TAG=1'] },
    ],
    ['task -f images', { targets: ['images'] }],
    [
      'just --justfile ci.just image push',
      { runner: 'just', file: 'ci.just', targets: ['image', 'push'] },
    ],
    ['go-task', { runner: 'task', targets: [] }],
  ])('reads %s', (text, expected) => {
    expect(readTaskCall(text.split(' '))).toMatchObject(expected);
  });

  it('leaves other programs alone', () => {
    expect(readTaskCall(['make', 'image'])).toBeUndefined();
  });
});

describe('readTaskfile', () => {
  it('reads commands, dependencies, folders and calls of other tasks', () => {
    const file = readTaskfile(`version: '3'
vars: { IMAGE: ghcr.io/acme/orders }
tasks:
  default: { cmds: [{ task: image }] }
  lint: hadolint Dockerfile
  image:
    deps: [lint, { task: test }]
    dir: app
    cmds:
      - docker build -t {{.IMAGE}}:$TAG .
      - cmd: trivy image {{ .IMAGE }}
        ignore_error: true
`);
    expect(file?.first).toBe('default');
    expect(file?.variables.get('IMAGE')).toBe('ghcr.io/acme/orders');
    expect(file?.targets.get('lint')?.recipe).toEqual([{ text: 'hadolint Dockerfile', line: 5 }]);
    expect(file?.targets.get('default')?.recipe).toEqual([{ text: 'task image', line: 4 }]);
    expect(file?.targets.get('image')).toEqual({
      name: 'image',
      prerequisites: ['lint', 'test'],
      recipe: [
        { text: 'cd app && docker build -t $(IMAGE):$$TAG .', line: 6 },
        { text: '-cd app && trivy image $(IMAGE)', line: 6 },
      ],
    });
  });

  it.each(['', 'tasks: 1', '[]', 'tasks: {a: [1, null, {b: c}]}', ': :'])('bears %j', text => {
    expect(() => readTaskfile(text)).not.toThrow();
  });
});

describe('readJustfile', () => {
  it('reads recipes, what they need and what may fail', () => {
    const file = readJustfile(`image := "orders"

# builds it
@build tag='dev': lint test
    docker build -t {{image}}:{{tag}} .
    -docker push {{image}}

lint:
    hadolint Dockerfile
set shell := ["bash", "-c"]
`);
    expect(file.first).toBe('build');
    expect([...file.targets.keys()]).toEqual(['build', 'lint']);
    expect(file.targets.get('build')).toEqual({
      name: 'build',
      prerequisites: ['lint', 'test'],
      recipe: [
        { text: 'docker build -t $(image):$(tag) .', line: 5 },
        { text: '-docker push $(image)', line: 6 },
      ],
    });
  });
});
