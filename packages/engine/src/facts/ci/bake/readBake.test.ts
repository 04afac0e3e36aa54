import { repositoryFromFiles } from '../../../evidence/repositoryFromFiles';
import { Fact, FactInput } from '../../../contract/fact';
import { Observation } from '../../../contract/observation';
import { defaultOrganisation } from '../../../organisation/organisation';
import { Resolved } from '../../resolved';
import { ImageBuild } from '../model/pipeline';
import { pipelines } from '../pipelines';

function readBuilds(steps: string, files: Readonly<Record<string, string>>): readonly ImageBuild[] {
  const workflow = `on: push\nenv: { TAG: "\${{ github.sha }}" }\njobs: { a: { runs-on: ubuntu-latest, steps: [${steps}] } }\n`;
  const input: FactInput = {
    subject: { name: 'x' },
    evidence: {
      repository: repositoryFromFiles({ files: { ...files, '.github/workflows/w.yml': workflow } }),
    },
    organisation: defaultOrganisation,
    now: new Date('2026-01-01'),
  };
  const read = <T>(fact: Fact<T>): Observation<T> => fact.derive(input, read);
  const model = read(pipelines);
  if (model.status !== 'present') throw new Error(model.status);
  return model.value.builds;
}
const valueOf = <T>(field: Resolved<T> | undefined) =>
  field && (field.resolved ? field.value : 'unresolved');

const hcl = `
variable "TAG" { default = "latest" }
variable "REGISTRY" { default = "registry.example.com" }
group "default" { targets = ["api", "web"] }
target "base" {
  platforms = ["linux/amd64", "linux/arm64"]
  args = { NODE = "22" }
  cache-from = ["type=gha"]
}
target "api" {
  inherits = ["base"]
  context = "services/api"
  dockerfile = "run.Dockerfile"
  target = "runtime"
  tags = ["\${REGISTRY}/api:\${TAG}"]
  args = { MODE = "x" }
}
target "web" {
  inherits = ["base"]
  args = { VERSION = timestamp() }
}
target "test" { target = "test" }
`;

describe('bake', () => {
  it('reads groups, inheritance and variables of HCL', () => {
    const builds = readBuilds('{ run: docker buildx bake --push }', { 'docker-bake.hcl': hcl });
    expect(
      builds.map(build => [valueOf(build.context), valueOf(build.file), valueOf(build.target)]),
    ).toEqual([
      ['services/api', 'services/api/run.Dockerfile', 'runtime'],
      ['', 'Dockerfile', undefined],
    ]);
    expect(builds[0]).toMatchObject({
      tool: 'bake',
      tags: ['registry.example.com/api:${{ github.sha }}'],
      cacheFrom: ['type=gha'],
      pushTriggers: [{ kind: 'push' }],
    });
    expect([...builds[0]!.buildArgs]).toEqual([
      ['NODE', '22'],
      ['MODE', 'x'],
    ]);
    expect([...builds[1]!.buildArgs]).toEqual([
      ['NODE', '22'],
      ['VERSION', undefined],
    ]);
    expect(valueOf(builds[0]!.platforms)).toHaveLength(2);
  });

  it('reads bake-action with targets and overrides, and JSON', () => {
    const action = (inputs: string) => `{ uses: docker/bake-action@v6, with: { ${inputs} } }`;
    const [api] = readBuilds(action('targets: api, set: "*.platform=linux/arm64"'), {
      'docker-bake.hcl': hcl,
    });
    expect(valueOf(api!.platforms)).toEqual(['linux/arm64']);
    expect(api!.pushTriggers).toEqual([]);
    const [json] = readBuilds(action('files: x.json, push: true'), {
      'x.json':
        '{"variable": {"V": {"default": "1"}}, "target": {"default": {"tags": ["a:${V}"], "context": "app"}}}',
    });
    expect(json).toMatchObject({ tags: ['a:1'], pushTriggers: [{ kind: 'push' }] });
    expect(valueOf(json!.context)).toBe('app');
  });

  it.each([
    ['no file', {}],
    ['a broken file', { 'docker-bake.hcl': 'target "a" {' }],
    ['no such target', { 'docker-bake.hcl': 'target "a" {}' }],
    [
      'loops',
      {
        'docker-bake.hcl':
          'group "default" { targets = ["default"] }\nvariable "A" { default = A }',
      },
    ],
  ])('does not know what is built with %s', (_, files: Readonly<Record<string, string>>) => {
    const builds = readBuilds('{ run: docker buildx bake }', files);
    expect(builds.map(({ file }) => file?.resolved)).toEqual([false]);
  });
});
