import { isDeepStrictEqual } from 'node:util';
import { parseDocument } from 'yaml';
import { readSimpleYaml } from '../src/yaml/readSimpleYaml';
import { simpleData } from '../src/yaml/simpleData';
import { readDeclarations } from '../src/declarations/readDeclarations';
import { readJsonNode } from '../src/facts/cloud/readJsonNode';
import { readYamlNode } from '../src/facts/cloud/readYamlNode';
import { evaluateHcl } from '../src/facts/cloud/terraform/evaluateHcl';
import { readHcl, readHclTemplate } from '../src/facts/cloud/terraform/readHcl';
import { readBakeFile } from '../src/facts/ci/bake/bakeFile';
import { readMakefile } from '../src/facts/ci/commands/readMakefile';
import { evaluateExpression, evaluateText } from '../src/facts/ci/github/evaluateExpression';
import { parseExpression } from '../src/facts/ci/github/expression';
import { parseCondition } from '../src/facts/ci/gitlab/parseCondition';
import { readYamlTree } from '../src/facts/ci/yaml/yamlTree';
import { readComposerJson, readPackageJson } from '../src/facts/dependencies/readJsonManifest';
import {
  readGemfile,
  readGoMod,
  readGradle,
  readMix,
  readSetupCfg,
  readSetupPy,
} from '../src/facts/dependencies/readTextManifest';
import {
  readCargo,
  readPipfile,
  readPyproject,
  readVersionCatalog,
} from '../src/facts/dependencies/readTomlManifest';
import { readDotnetProject, readPom } from '../src/facts/dependencies/readXmlManifest';
import { parseImageReference } from '../src/facts/dockerfile/imageReference';
import { parseDockerfile } from '../src/facts/dockerfile/parseDockerfile';
import { readPackageInstalls } from '../src/facts/dockerfile/readPackageInstalls';
import { resolveDockerfile } from '../src/facts/dockerfile/resolveDockerfile';
import { readPreCommitConfig } from '../src/facts/preCommit/readPreCommitConfig';
import { readLefthook } from '../src/facts/preCommit/readLefthook';
import { isIgnored, matchBudget, parseIgnoreFile } from '../src/facts/repository/ignorePatterns';
import { readYaml } from '../src/facts/repository/readYaml';
import { findSecretValue } from '../src/facts/repository/secretNames';
import { readEntrypoint } from '../src/facts/script/entrypointPaths';
import { listShellCommands } from '../src/facts/script/shellCommands';
import { parseJson5 } from '../src/facts/updateBot/parseJson5';
import { matchesExpression, matchesName } from '../src/facts/updateBot/matchesName';
import { matchesGlob } from '../src/facts/updateBot/matchesGlob';
import { readDependabot } from '../src/facts/updateBot/readDependabot';
import { readRenovate } from '../src/facts/updateBot/readRenovate';
import { present } from '../src/contract/observation';
import { readChart } from '../src/helm/chart/readChart';
import { renderChart } from '../src/helm/chart/renderChart';
import { readYaml as readHelmYaml } from '../src/helm/yaml/readYaml';
import { RegularExpression } from '../src/helm/functions/regularExpression';
import { RenderBudget } from '../src/helm/renderBudget';
import { RenderError } from '../src/helm/renderError';
import { parseVersion } from '../src/helm/functions/semanticVersion';
import { Format } from './formats';
import { FuzzTarget } from './fuzzTarget';
import { mutateText } from './mutateText';

interface TextTarget {
  readonly name: string;
  readonly formats: readonly Format[];
  readonly share?: number;
  readonly read: (text: string) => unknown;
}

/** Texts of conditions and patterns are one line; the lines of files are as good as any. */
function eachLine(text: string, read: (line: string) => unknown): unknown[] {
  return text.split('\n', 12).map(line => read(line.slice(0, 4096)));
}

/** What the reader of charts refuses is an error of its own kind; anything else is a defect. */
function orRefusal(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof RenderError) return error.message;
    throw error;
  }
}

/** The fast reader of usual YAML gives what the library gives, or leaves the text to it. */
function readBoth(text: string): unknown {
  const simple = readSimpleYaml(text);
  if (!simple) return undefined;
  const data = simpleData(simple);
  const document = parseDocument(text, { logLevel: 'silent', merge: true, prettyErrors: false });
  if (document.errors.length > 0)
    throw new Error('The library refuses what the fast reader reads.');
  const theirs: unknown = document.toJS({ maxAliasCount: 200 });
  if (!isDeepStrictEqual(normal(data), normal(theirs))) {
    throw new Error(`${JSON.stringify(data)} is not ${JSON.stringify(theirs)}`);
  }
  return data;
}

/** Without prototypes, which both make in their own way. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, part]) => [key, normal(part)]));
}

function resolve(text: string): unknown {
  const file = parseDockerfile('Dockerfile', text);
  if (file.status !== 'present') return file;
  const resolved = resolveDockerfile(file.value, { buildArgs: new Map([['V', '1']]) });
  if (resolved.status !== 'present') return resolved;
  return [resolved.value.finalChain.length, readPackageInstalls(resolved.value)];
}

function hcl(text: string): unknown {
  const body = readHcl(text);
  if (!body) return undefined;
  const budget = { steps: 0, depth: 0 };
  const scope = { budget, readFile: () => undefined, lookUp: () => ({ kind: 'none' }) as const };
  return [...body.attributes.values()].map(value => evaluateHcl(value, scope));
}

function chart(text: string): unknown {
  const file = (path: string, content: string) => ({
    path,
    location: path,
    content: present(content),
  });
  return orRefusal(() =>
    renderChart({
      chart: readChart([
        file('Chart.yaml', 'apiVersion: v2\nname: c\nversion: 1.0.0\n'),
        file(
          'values.yaml',
          'a: { b: 1 }\nlist: [1, 2]\nimage: { repository: r, tag: t }\nreplicas: 2\n',
        ),
        file('templates/a.yaml', text),
      ]),
    }).templates.map(({ text: rendered, problems }) => [
      rendered,
      problems.map(one => one.describe()),
    ]),
  );
}

function expression(text: string): unknown {
  return eachLine(text, line => {
    const parsed = parseExpression(line);
    return [
      parsed && evaluateExpression(parsed, name => name.length),
      evaluateText(line, () => 'x'),
    ];
  });
}

function regularExpressions(text: string): unknown {
  return eachLine(text, line =>
    orRefusal(() => {
      const budget = RenderBudget.create();
      return RegularExpression.create(line).findAll(`${line}aaaa`, 10, budget);
    }),
  );
}

const yamlFormats: readonly Format[] = [
  'github',
  'gitlab',
  'buildspec',
  'cloudformation',
  'kubernetes',
  'kustomize',
  'compose',
  'copilot',
  'values',
  'dependabot',
  'precommit',
  'lefthook',
  'declarations',
  'catalog',
  'yaml',
];

const targets: readonly TextTarget[] = [
  { name: 'dockerfile', formats: ['dockerfile'], share: 12, read: resolve },
  {
    name: 'image-reference',
    formats: ['dockerfile', 'compose'],
    read: text => eachLine(text, parseImageReference),
  },
  { name: 'yaml', formats: yamlFormats, share: 8, read: text => readYaml(text)?.data },
  { name: 'yaml-fast', formats: yamlFormats, share: 6, read: readBoth },
  { name: 'yaml-tree', formats: yamlFormats, share: 6, read: text => readYamlTree('a.yaml', text) },
  { name: 'yaml-node', formats: ['cloudformation', 'github'], share: 4, read: readYamlNode },
  {
    name: 'yaml-helm',
    formats: ['values', 'chart', 'kubernetes'],
    share: 4,
    read: text => orRefusal(() => readHelmYaml(text)),
  },
  { name: 'json-node', formats: ['json', 'renovate'], share: 3, read: text => readJsonNode(text) },
  { name: 'json5', formats: ['renovate', 'json'], share: 4, read: text => parseJson5(text)?.data },
  {
    name: 'renovate',
    formats: ['renovate'],
    share: 3,
    read: text => {
      const parsed = parseJson5(text);
      return parsed && Object.keys(readRenovate('renovate.json5', parsed, parsed.data) ?? {});
    },
  },
  {
    name: 'dependabot',
    formats: ['dependabot'],
    share: 3,
    read: text => Object.keys(readDependabot('a', text) ?? {}),
  },
  { name: 'hcl', formats: ['terraform', 'bake'], share: 6, read: hcl },
  {
    name: 'hcl-template',
    formats: ['terraform', 'bake'],
    share: 2,
    read: text => readHclTemplate(text),
  },
  {
    name: 'bake',
    formats: ['bake'],
    share: 4,
    read: text => readBakeFile('docker-bake.hcl', text, () => undefined),
  },
  { name: 'makefile', formats: ['makefile'], share: 3, read: readMakefile },
  {
    name: 'shell',
    formats: ['script', 'dockerfile'],
    share: 8,
    read: text => listShellCommands(text),
  },
  { name: 'entrypoint', formats: ['script'], share: 6, read: readEntrypoint },
  { name: 'github-expression', formats: ['github'], share: 3, read: expression },
  {
    name: 'gitlab-condition',
    formats: ['gitlab'],
    share: 3,
    read: text => eachLine(text, parseCondition),
  },
  { name: 'helm-template', formats: ['template'], share: 8, read: chart },
  {
    name: 'helm-regex',
    formats: ['template', 'ignore', 'renovate'],
    share: 2,
    read: regularExpressions,
  },
  {
    name: 'version',
    formats: ['manifest', 'chart'],
    share: 1,
    read: text => eachLine(text, parseVersion),
  },
  {
    name: 'ignore',
    formats: ['ignore'],
    share: 3,
    read: text => {
      const patterns = parseIgnoreFile(text);
      const budget = matchBudget();
      return ['a', 'src/a.md', 'a/b/c/d/e.env', '.git/config'].map(path =>
        isIgnored(patterns, path, budget),
      );
    },
  },
  {
    name: 'patterns',
    formats: ['renovate', 'dependabot', 'ignore', 'github'],
    share: 2,
    read: text =>
      eachLine(text, line => [
        matchesGlob(line, 'a/b/aaaaaaaaaaaaaaaaaaaaaaaaaaaaa.yml'),
        matchesName([line], 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'),
        matchesExpression(line, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'),
      ]),
  },
  {
    name: 'toml',
    formats: ['toml'],
    share: 5,
    read: text => [
      readPyproject(text),
      readPipfile(text),
      readCargo(text),
      readVersionCatalog(text),
    ],
  },
  {
    name: 'xml',
    formats: ['xml'],
    share: 4,
    read: text => [readPom(text), readDotnetProject(text)],
  },
  {
    name: 'manifests',
    formats: ['manifest'],
    share: 6,
    read: text => [
      readPackageJson(text),
      readComposerJson(text),
      readGoMod(text),
      readGemfile(text),
      readMix(text),
      readSetupCfg(text),
      readSetupPy(text),
      readGradle(text, new Map()),
    ],
  },
  {
    name: 'hooks',
    formats: ['precommit', 'lefthook'],
    share: 3,
    read: text => [readPreCommitConfig('a', text), readLefthook('b', text)],
  },
  {
    name: 'declarations',
    formats: ['declarations'],
    share: 3,
    read: text => readDeclarations('.container-lens.yaml', text),
  },
  {
    name: 'secret-values',
    formats: ['dockerfile', 'script', 'values'],
    share: 2,
    read: text => findSecretValue(text),
  },
];

/** The readers of single files, by themselves. */
export const textTargets: readonly FuzzTarget[] = targets.map(
  ({ name, formats, share = 1, read }) => ({
    name,
    share: share * 10,
    limitMs: 2_000,
    make(corpus, random) {
      const format = random.pick(formats);
      const alike = corpus.texts.get(format) ?? [''];
      return mutateText(random.pick(alike), random, { alike, all: corpus.all });
    },
    run: input => read(String(input)),
  }),
);
