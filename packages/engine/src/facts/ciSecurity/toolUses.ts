import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { ToolPurpose } from '../../data/ciTools';
import { pipelines } from '../ci/pipelines';
import { preCommit } from '../preCommit/preCommit';
import { ExtraTool, findHookUses, findToolUses } from './findToolUses';
import { ToolUse } from './toolUse';

const purposes = {
  'image-scanner': ['image-scan'],
  'secret-scanner': ['secret-scan'],
  'manifest-scanner': ['manifest-scan'],
  lint: ['dockerfile-lint'],
} as const satisfies Record<string, readonly ToolPurpose[]>;

/**
 * Where pipelines and hooks use the tools that checks look for.
 *
 * @public
 */
export interface ToolUses {
  /** Of the pipelines, hooks that a pipeline runs included. */
  inPipelines(purpose: ToolPurpose): readonly ToolUse[];
  /** Of the hooks on the machines of developers. */
  inHooks(purpose: ToolPurpose): readonly ToolUse[];
}

/** @public */
export const toolUses = defineFact<ToolUses>({
  id: 'tool-uses',
  description: 'Scanners and linters in the pipelines and hooks.',
  derive: ({ organisation }, read) => {
    const model = read(pipelines);
    if (model.status !== 'present') return model;
    const commits = read(preCommit);
    const hooks = commits.status === 'present' ? commits.value.hooks : [];
    const extra = organisation.extraTools.flatMap(({ kind, command, action }) =>
      purposes[kind].map((purpose): ExtraTool => ({ purpose, command, action })),
    );
    const uses = findToolUses({ model: model.value, hooks, extra });
    return present({
      inPipelines: purpose =>
        uses.filter(({ purposes: own }) => own.includes(purpose)).map(({ use }) => use),
      inHooks: purpose => findHookUses(hooks, purpose),
    });
  },
});
