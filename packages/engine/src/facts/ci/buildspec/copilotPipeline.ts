import { Trigger } from '../model/pipeline';
import { at, textAt, YamlValue } from '../yaml/yamlTree';

/** What the manifest of a pipeline of Copilot says about the buildspec beside it. */
export interface CopilotPipeline {
  readonly triggers: readonly Trigger[];
  /** Environments it deploys to, in this order. */
  readonly stages: readonly string[];
}

/** `copilot pipeline init` writes a manifest beside the buildspec that CodePipeline runs. */
export function readCopilotPipeline(
  buildspec: string,
  readFile: (path: string) => YamlValue | undefined,
): CopilotPipeline | undefined {
  const folder = /^(?:.{1,300}\/)?copilot\/(?:pipelines\/[^/]{1,100}\/)?(?=buildspec)/.exec(
    buildspec,
  )?.[0];
  if (folder === undefined) return undefined;
  const name = folder.endsWith('copilot/') ? 'pipeline.yml' : 'manifest.yml';
  const root = readFile(`${folder}${name}`);
  const source = at(root, 'source');
  if (!root || !source) return undefined;
  const branch = textAt(at(source, 'properties'), 'branch');
  const stages = (at(root, 'stages')?.items ?? [])
    .slice(0, 20)
    .flatMap(stage => textAt(stage, 'name') ?? []);
  const branches = branch === undefined ? undefined : [branch];
  return { triggers: [{ kind: 'push', branches, tags: [], line: source.keyLine }], stages };
}
