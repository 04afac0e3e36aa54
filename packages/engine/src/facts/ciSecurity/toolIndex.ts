import { CiTool } from '../../data/ciTools';
import { matchesPattern } from '../matchesPattern';
import { RecurringTexts } from '../script/recurringTexts';
import { PlainCommand } from './unwrapCommand';

/** Finds the tools of a command, an action or an image; in the order of the table. */
export class ToolIndex {
  /** By the first word of the command. */
  private readonly byCommand = new Map<string, CiTool[]>();
  private readonly actions = new RecurringTexts<readonly CiTool[]>();
  private readonly images = new RecurringTexts<readonly CiTool[]>();

  constructor(readonly tools: readonly CiTool[]) {
    for (const tool of tools) {
      for (const name of new Set(tool.commands)) {
        const known = this.byCommand.get(name);
        if (known) known.push(tool);
        else this.byCommand.set(name, [tool]);
      }
    }
  }

  ofCommand(plain: PlainCommand): readonly CiTool[] {
    const { name, image } = plain;
    // A container runs the tool of its image, whatever the command is called.
    const candidates = image === undefined ? (this.byCommand.get(name) ?? []) : this.tools;
    return candidates.filter(tool => isCommandOf(tool, plain));
  }

  /** By the name of an action, in lower case and without its version. */
  ofAction(action: string): readonly CiTool[] {
    return this.actions.get(action, '', name =>
      this.tools.filter(tool => tool.actions?.some(pattern => matchesPattern(pattern, name))),
    );
  }

  /** By the name of an image, in lower case and without its tag. */
  ofImage(image: string): readonly CiTool[] {
    return this.images.get(image, '', name =>
      this.tools.filter(tool => tool.images?.some(pattern => matchesPattern(pattern, name))),
    );
  }
}

export function isCommandOf(tool: CiTool, { name, words, image }: PlainCommand): boolean {
  if (image !== undefined && isImageOf(tool, image)) return true;
  if (tool.commands?.includes(name) !== true) return false;
  return !tool.verb || words.find((word, at) => at > 0 && !word.startsWith('-')) === tool.verb;
}

function isImageOf(tool: CiTool, image: string): boolean {
  return tool.images?.some(pattern => matchesPattern(pattern, image.toLowerCase())) === true;
}
