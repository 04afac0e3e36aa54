import { Finding } from '../../contract/verdict';
import { StepPlace } from '../ci/model/pipeline';

/**
 * One place where a pipeline (or a hook) uses a tool that a check looks for.
 *
 * @public
 */
export interface ToolUse {
  /** Id of the tool in `data/ciTools.ts`; `extra` for one of the organisation. */
  readonly tool: string;
  readonly via: 'command' | 'action' | 'template' | 'hook';
  /** Words of the command, the tool first; empty for actions and templates. */
  readonly words: readonly string[];
  /** Inputs of the action. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Environment of the step. */
  readonly env: ReadonlyMap<string, string>;
  /** Its failure stops the job. */
  readonly gating: boolean;
  /** Not set for hooks and templates. */
  readonly place?: StepPlace;
  readonly finding: Finding;
}
