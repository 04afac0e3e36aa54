import { Instruction } from '../dockerfile/dockerfile';
import { readPairs } from '../dockerfile/parseDockerfile';
import { splitFields } from '../dockerfile/splitWords';
import { LintRule } from './lintFinding';

/** What the rules that look back remember of the instructions so far. */
export class StageRules {
  private readonly names = new Set<string>();
  private readonly variables = new Set<string>();
  private readonly seen = new Set<string>();
  private stage: string | undefined;

  constructor(private readonly escape: string) {}

  /** The rules that an instruction breaks because of those before it. */
  check(instruction: Instruction): LintRule[] {
    switch (instruction.keyword) {
      case 'FROM':
        return this.enterStage(splitFields(instruction.body)[2]) ? ['DL3024'] : [];
      case 'HEALTHCHECK':
        return this.isSecond('HEALTHCHECK') ? ['DL3012'] : [];
      case 'ENTRYPOINT':
        return this.isSecond('ENTRYPOINT') ? ['DL4004'] : [];
      case 'COPY': {
        const from = instruction.flags.find(flag => flag.name === 'from')?.value;
        return from !== undefined && from === this.stage ? ['DL3023'] : [];
      }
      case 'ARG':
        readPairs(instruction, this.escape).forEach(({ name }) => this.variables.add(name));
        return [];
      case 'ENV':
        return this.usesItself(instruction) ? ['DL3044'] : [];
      default:
        return [];
    }
  }

  private enterStage(name: string | undefined): boolean {
    const taken = name !== undefined && this.names.has(name);
    if (name !== undefined) this.names.add(name);
    this.stage = name;
    this.seen.clear();
    return taken;
  }

  private isSecond(keyword: string): boolean {
    const second = this.seen.has(keyword);
    this.seen.add(keyword);
    return second;
  }

  /** `ENV A=1 B=$A`, unless A already had a value before. */
  private usesItself(instruction: Instruction): boolean {
    const pairs = readPairs(instruction, this.escape);
    const own = new Map<string, number>();
    pairs.forEach(({ name }, index) => own.set(name, own.has(name) ? -1 : index));
    const wrong = pairs.some(({ value = '' }, index) =>
      namesIn(value).some(
        name => own.has(name) && own.get(name) !== index && !this.variables.has(name),
      ),
    );
    pairs.forEach(({ name }) => this.variables.add(name));
    return wrong;
  }
}

/** `$A` and `${A}`; a default (`${A:-x}`) says that the author knows it may be unset. */
function namesIn(value: string): string[] {
  const matches = value.matchAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g);
  return [...matches].map(match => (match[1] ?? match[2])!);
}
