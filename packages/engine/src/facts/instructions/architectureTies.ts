import { ResolvedDockerfile, Stage, Step } from '../dockerfile/resolvedDockerfile';
import { expandWord } from './expandWords';
import { listPipedCommands, PipedCommand } from './pipedCommands';
import { runScript } from './runScript';

/** A place of a Dockerfile that works for one CPU architecture only. */
export interface ArchitectureTie {
  readonly message: string;
  readonly line: number;
  /** True for what only ties a build stage to the builder: it makes builds slower, not images wrong. */
  readonly buildOnly: boolean;
}

/** Asking the machine or the builder which architecture it is. */
const asks =
  /TARGETARCH|TARGETPLATFORM|uname\s+-(m|p|a)|dpkg\s+--print-architecture|apk\s+--print-arch|rpm\s+(-E|--eval)|\$\(arch\)|`arch`|PROCESSOR_ARCHITECTURE|\blscpu\b/;
const named = /amd64|x86[_-]64|(?<![a-z0-9])x64(?![a-z0-9])|arm64|aarch64/i;
const downloads = /^(curl|wget|aria2c|axel|invoke-webrequest|iwr)$/i;
const nameParts =
  /(^|\/)(amd64|arm64v8|arm32v[567]|i386|ppc64le|s390x|riscv64|x86_64|aarch64)\/|[-_.](amd64|arm64|x86_64|aarch64)$/i;

/** Every tie to one architecture, in the order of the file. */
export function listArchitectureTies(file: ResolvedDockerfile): ArchitectureTie[] {
  const chosen = namesByPlatform(file);
  return file.stages.flatMap(stage => {
    const buildOnly = !file.finalChain.includes(stage);
    return [
      ...fromTies(stage, buildOnly, file),
      ...stage.steps.flatMap(step => stepTies(step, chosen)),
    ];
  });
}

const noImage = { path: '', tag: '', text: '' };

/** Names of variables whose value comes from the platform: `ARG ARCH=${TARGETARCH}`. */
function namesByPlatform(file: ResolvedDockerfile): ReadonlySet<string> {
  const pairs = file.stages.flatMap(stage => stage.steps.flatMap(step => step.pairs));
  return new Set(
    [...file.globalArgs, ...pairs]
      .filter(({ raw }) => raw !== undefined && asks.test(raw))
      .map(({ name }) => name),
  );
}

/** `--platform=$P` with the default of `ARG P`; what BuildKit sets by itself stays a variable. */
function platformOf({ platform }: Stage, file: ResolvedDockerfile): string | undefined {
  const name = /^["']?\$\{?(\w+)\}?["']?$/.exec(platform ?? '')?.[1];
  if (name === undefined || /^(BUILD|TARGET)PLATFORM$/.test(name)) return platform;
  const given = file.globalArgs.find(one => one.name === name)?.value;
  return given?.resolved ? given.value : platform;
}

function fromTies(stage: Stage, buildOnly: boolean, file: ResolvedDockerfile): ArchitectureTie[] {
  const ties: ArchitectureTie[] = [];
  const { line, written, base } = stage;
  const platform = platformOf(stage, file);
  if (platform !== undefined && /^["']?[a-z]+\/[a-z0-9]+(\/v\d)?["']?$/i.test(platform)) {
    const message = `FROM --platform=${platform} names one platform; leave it out, or use $BUILDPLATFORM in build stages.`;
    ties.push({ message, line, buildOnly });
  }
  if (base.kind === 'image') {
    // A variable of the platform in the name chooses by architecture.
    const {
      path,
      tag = '',
      text,
    } = written.includes('$') && asks.test(written) ? noImage : base.image;
    if (nameParts.test(path) || nameParts.test(`-${tag}`)) {
      ties.push({ message: `${text} is an image of one architecture.`, line, buildOnly });
    }
  }
  return ties;
}

function stepTies(step: Step, chosen: ReadonlySet<string>): ArchitectureTie[] {
  const tie = (message: string): ArchitectureTie => ({
    message,
    line: step.line,
    buildOnly: false,
  });
  if (step.keyword === 'ADD') {
    return step.sources.flatMap(source => {
      const address = source.resolved ? (source.value ?? '') : '';
      return /^https?:\/\//i.test(address) &&
        named.test(address) &&
        !asks.test(step.instruction.body) &&
        !mentions(step.instruction.body, chosen)
        ? [tie('ADD fetches a file for one architecture.')]
        : [];
    });
  }
  if (step.keyword === 'ENV' || step.keyword === 'ARG') {
    return step.pairs.flatMap(({ name, raw }) =>
      name === 'GOARCH' && raw !== undefined && /^["']?(amd64|arm64)["']?$/.test(raw)
        ? [tie(`${step.keyword} GOARCH=${raw} compiles for one architecture.`)]
        : [],
    );
  }
  return step.keyword === 'RUN' ? runTies(step, chosen).map(tie) : [];
}

function runTies(step: Step, chosen: ReadonlySet<string>): string[] {
  const script = runScript(step);
  if (!/amd64|x86[_-]64|x64|arm64|aarch64|\$/i.test(script)) return [];
  // What asks for the architecture chooses by it.
  if (asks.test(script) || mentions(script, chosen)) return [];
  return listPipedCommands(script, step.line).flatMap(command => {
    const words = command.words.map(word => expandWord(word, step));
    const compiles = compilerTie(command, words);
    if (compiles !== undefined) return [compiles];
    const isDownload = downloads.test(command.name);
    const address = words.slice(1).find(word => named.test(word) && /\/|\$/.test(word));
    return isDownload && address !== undefined
      ? [`${command.name} fetches a file for one architecture; choose it by TARGETARCH.`]
      : [];
  });
}

function mentions(text: string, names: ReadonlySet<string>): boolean {
  return (
    names.size > 0 &&
    [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].some(match => names.has(match[1] ?? ''))
  );
}

/** A compiler that is told one architecture. */
function compilerTie(command: PipedCommand, words: readonly string[]): string | undefined {
  const goarch = [...command.assignments, ...words].find(word =>
    /^GOARCH=(amd64|arm64)$/.test(word),
  );
  if (goarch !== undefined) return `${goarch} compiles for one architecture; use TARGETARCH.`;
  const at = (index: number): string => words[index] ?? '';
  const target = words.find((word, i) =>
    command.name === 'cargo' || command.name === 'cross' || command.name === 'rustc'
      ? /^(--target=)?(x86_64|aarch64)-/.test(word) &&
        (word.startsWith('--') || at(i - 1) === '--target')
      : command.name === 'dotnet' &&
        ((/^(-r|--runtime|-a|--arch)$/.test(at(i - 1)) && /(^|-)(x64|arm64)$/.test(word)) ||
          /^(--runtime|--arch|-p:RuntimeIdentifier)=.*(x64|arm64)$/.test(word)),
  );
  return target === undefined ? undefined : `${command.name} builds for ${target} only.`;
}
