import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { AuthorFinding, RenderedFile, writeFiles } from '@container-lens/golden-path';
import { OutsideTool, outsideTools, ToolRun } from './outsideTools';

const limits = { runs: 60, runMs: 30_000, totalMs: 300_000, outputBytes: 1024 * 1024, lines: 20 };

/** What became of one validator from outside. */
export interface ToolResult {
  readonly tool: string;
  readonly status: 'ran' | 'skipped';
  /** Why it was skipped, or what was not looked at. */
  readonly reason?: string;
  readonly version?: string;
  readonly runs: number;
}

/** A finding of a tool, with the combination in whose repository it was seen. */
export type ToolFinding = AuthorFinding & { readonly combination: string };

/** Runs what is installed over generated repositories; the same content is looked at once. */
export class OutsideToolRunner {
  private readonly pending = new Map<
    string,
    { tool: OutsideTool; run: ToolRun; combination: string; files: readonly RenderedFile[] }
  >();

  private constructor(private readonly mine: ReadonlySet<string>) {}

  /**
   * @param options - `overlays` are the ids of those that are tested; what no file of them is part of is proven elsewhere.
   */
  static create(options: { readonly overlays: Iterable<string> }): OutsideToolRunner {
    return new OutsideToolRunner(new Set(options.overlays));
  }

  /** Remembers a repository; nothing is run yet. */
  add(combination: string, files: readonly RenderedFile[]): void {
    for (const tool of outsideTools) {
      for (const run of tool.subjects(files)) {
        const key = hash(tool.name, run);
        if (run.files.some(file => this.mine.has(file.overlay)) && !this.pending.has(key)) {
          this.pending.set(key, { tool, run, combination, files });
        }
      }
    }
  }

  async run(options: {
    /** Folders to look for programs in, as `PATH` has them. */
    readonly path: string;
  }): Promise<{ results: ToolResult[]; findings: ToolFinding[] }> {
    const results: ToolResult[] = [];
    const findings: ToolFinding[] = [];
    const end = Date.now() + limits.totalMs;
    for (const tool of outsideTools) {
      const mine = [...this.pending.values()].filter(entry => entry.tool === tool);
      if (mine.length === 0) {
        results.push({
          tool: tool.name,
          status: 'skipped',
          reason: 'nothing of these overlays is for it',
          runs: 0,
        });
        continue;
      }
      const program = findProgram(tool.name, options.path);
      const version = program && (await readVersion(program, tool));
      if (!program || version === undefined) {
        const reason = program ? 'it does not start' : 'not installed';
        results.push({ tool: tool.name, status: 'skipped', reason, runs: 0 });
        continue;
      }
      let runs = 0;
      for (const entry of mine.slice(0, limits.runs)) {
        if (Date.now() > end) break;
        findings.push(...(await runIn(program, entry)));
        runs += 1;
      }
      const left = mine.length - runs;
      results.push({
        tool: tool.name,
        status: 'ran',
        version,
        runs,
        ...(left > 0
          ? { reason: `${left} more were not looked at, because there are so many` }
          : {}),
      });
    }
    return { results, findings };
  }
}

/** Lines that frame what helm says. */
const noise = /^==> Linting|^Error: \d+ chart\(s\) linted|^\d+ chart\(s\) linted|^\[INFO\]/;

/** `path:line:column: message`, as compilers write it. */
const compiled = /^([^\s:]{1,300}):(\d{1,9}):(.{0,2000})$/;

async function runIn(
  program: string,
  entry: { tool: OutsideTool; run: ToolRun; combination: string; files: readonly RenderedFile[] },
): Promise<ToolFinding[]> {
  const { tool, run, combination } = entry;
  const folder = await mkdtemp(join(tmpdir(), 'lens-golden-path-'));
  try {
    await writeFiles({ files: run.files, folder, conflict: 'error' });
    const { failed, output, stdout, timedOut } = await execute(program, run.args, folder);
    const finding = (message: string, generated = run.path, line?: number): ToolFinding => ({
      rule: 'tool',
      severity: 'error',
      message: `${tool.name}: ${message}`,
      generated,
      line,
      combination,
    });
    if (!failed) return (tool.check?.(stdout) ?? []).map(message => finding(message));
    if (timedOut) return [finding(`it did not end within ${limits.runMs / 1000} s.`)];
    const lines = output
      .replaceAll(`${folder}/`, '')
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '' && !noise.test(line));
    return lines.length === 0
      ? [finding('it failed without saying why.')]
      : lines.slice(0, limits.lines).map(line => {
          const [, path, number, said = ''] = compiled.exec(line) ?? [];
          const message = said.replace(/^[\d: ]{1,40}/, '');
          return path ? finding(message, path, Number(number)) : finding(line.slice(0, 2000));
        });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function execute(
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<{ failed: boolean; timedOut: boolean; stdout: string; output: string }> {
  return new Promise(resolve => {
    execFile(
      program,
      [...args],
      {
        cwd,
        // Nothing of the person's own configuration, and no credential, belongs into a test.
        env: { PATH: process.env.PATH, HOME: cwd, NO_COLOR: '1', LANG: 'C.UTF-8' },
        timeout: limits.runMs,
        killSignal: 'SIGKILL',
        maxBuffer: limits.outputBytes,
      },
      (error, stdout, stderr) =>
        resolve({
          failed: error !== null,
          timedOut: Boolean(error?.killed),
          stdout,
          output: `${stdout}\n${stderr}`,
        }),
    ).stdin?.end();
  });
}

async function readVersion(program: string, tool: OutsideTool): Promise<string | undefined> {
  const { failed, output } = await execute(program, tool.version, tmpdir());
  const line = output.split('\n').find(text => /\d\.\d/.test(text));
  return failed
    ? undefined
    : (/v?\d{1,5}\.\d{1,5}(?:\.\d{1,5})?/.exec(line?.slice(0, 500) ?? '')?.[0] ?? '');
}

/** Only absolute folders: a program of the folder that is tested must never be run. */
function findProgram(name: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter(isAbsolute)
    .map(folder => join(folder, name))
    .find(file => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
}

function hash(tool: string, run: ToolRun): string {
  const digest = createHash('sha256').update(`${tool}\0${run.args.join('\0')}\0`);
  for (const { path, content } of run.files) {
    digest.update(`${path}\0${content.length}\0`).update(content);
  }
  return digest.digest('hex');
}
