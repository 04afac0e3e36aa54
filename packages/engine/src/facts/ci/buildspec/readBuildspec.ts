import { CommandReader } from '../commands/followCommands';
import { readScriptItems } from '../commands/readScriptItems';
import { Pipeline, PipelineJob, PipelineStep, Runner, Trigger } from '../model/pipeline';
import { at, textAt, textMap, YamlValue } from '../yaml/yamlTree';

/** What a buildspec says, before it is known what starts it. */
export interface BuildspecReading {
  readonly job: Omit<PipelineJob, 'id' | 'triggers'>;
  readonly variables: Pipeline['variables'];
}

const phases = ['install', 'pre_build', 'build', 'post_build'];
const ships =
  /\b(docker|podman|buildah|crane|skopeo)\b.*\b(push|copy)\b|--push\b|\b(helm|kubectl|cdk|sam|terraform|copilot)\b.*\b(upgrade|apply|deploy|set)\b|\becs update-service\b/;

const onDemand: Runner = { kind: 'codebuild', labels: [] };

/** Reads a buildspec of CodeBuild; `undefined` when it is none. */
export function readBuildspec(
  root: YamlValue | undefined,
  reader: CommandReader,
  triggers: readonly Trigger[],
): BuildspecReading | undefined {
  const list = at(root, 'phases');
  if (!root?.entries || !list?.entries) {
    return undefined;
  }
  const env = readEnv(root);
  const steps: PipelineStep[] = [];
  const opaque: { reason: string; line?: number }[] = [];
  let folder: string | undefined = '';
  let variables: ReadonlyMap<string, string> = new Map();
  const goesOn = runsAfterFailure(list);
  for (const phase of phases) {
    const value = at(list, phase);
    for (const key of ['commands', 'finally']) {
      const commands = at(value, key);
      const items = flatten(commands);
      if (
        items.length === 0 &&
        (key === 'finally' || at(value, 'runtime-versions') === undefined)
      ) {
        continue;
      }
      const gating =
        key === 'commands' &&
        textAt(value, 'on-failure') !== 'CONTINUE' &&
        !(phase === 'build' && goesOn);
      // Each command is a shell script of its own, with the variables and the folder of the one before.
      const mode = { stopsOnError: false, pipefail: false };
      const reading = readScriptItems({ reader, items, mode, gating, env, folder, variables });
      ({ folder, variables } = reading);
      if (!reading.complete) {
        opaque.push({ reason: 'the phase runs more commands than are read', line: value?.keyLine });
      }
      steps.push({
        index: steps.length,
        name: key === 'finally' ? 'finally' : undefined,
        path: root.path,
        line: commands?.keyLine ?? value?.keyLine,
        phase,
        inputs: runtimes(value, key),
        run: reading.run,
        commands: reading.commands,
        env,
        triggers,
        gating,
      });
    }
  }
  return {
    variables: [...(at(root, 'env', 'variables')?.entries ?? [])].flatMap(
      ([name, { text, keyLine }]) =>
        text === undefined ? [] : [{ name, value: text, line: keyLine }],
    ),
    job: {
      path: root.path,
      line: list.keyLine,
      needs: [],
      runner: onDemand,
      cancelsInProgress: false,
      manual: false,
      allowsFailure: false,
      matrix: [],
      matrixUnresolved: false,
      steps,
      images: [],
      opaque,
    },
  };
}

function flatten(value: YamlValue | undefined): YamlValue[] {
  return value?.text === undefined
    ? (value?.items ?? []).slice(0, 500).flatMap(item => (item.items ? flatten(item) : [item]))
    : [value];
}

function runtimes(phase: YamlValue | undefined, key: string): ReadonlyMap<string, string> {
  const versions =
    key === 'commands' ? textMap(at(phase, 'runtime-versions')) : new Map<string, string>();
  return versions.size === 0
    ? new Map()
    : new Map([['runtime-versions', [...versions].map(pair => pair.join(': ')).join('\n')]]);
}

/** Literal variables; those of a secret store as a text that no literal looks like. */
function readEnv(root: YamlValue): ReadonlyMap<string, string> {
  const env = textMap(at(root, 'env', 'variables'));
  for (const store of ['parameter-store', 'secrets-manager']) {
    textMap(at(root, 'env', store)).forEach((text, name) =>
      env.set(name, `\${resolve:${store}:${text}}`),
    );
  }
  return env;
}

/**
 * CodeBuild runs `post_build` although `build` failed. That matters where `post_build` ships something and neither the
 * phase stops it nor its script looks at the result.
 */
function runsAfterFailure(list: YamlValue): boolean {
  if (textAt(list, 'build', 'on-failure') === 'ABORT') {
    return false;
  }
  const after = flatten(at(list, 'post_build', 'commands')).map(({ text }) => text ?? '');
  return (
    after.flatMap(text => text.split('\n')).some(line => ships.test(line.slice(0, 2000))) &&
    !after.some(text => text.includes('CODEBUILD_BUILD_SUCCEEDING'))
  );
}
