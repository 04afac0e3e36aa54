import { isSecretName } from '../../repository/secretNames';
import { resolved, Resolved, unresolved } from '../../resolved';
import { CiCommand, PipelineJob, PipelineStep, StepPlace } from '../model/pipeline';

/** Looks up a name as a text spells it: `env.X`, `matrix.X`, `steps.a.outputs.b`; shell variables as `$X`. */
export type TextValue = (name: string) => string | undefined;

const depthLimit = 4;
const textLimit = 4096;
const expression = /\$\{\{\s*([A-Za-z_][\w.-]*)\s*\}\}/g;
/** `$X`, `${X}`; `${X:?message}` and `${X:-default}` are `X` where it is set. */
const variable = /\$(?:\{([A-Za-z_]\w*|[0-9])(?::?[?-][^{}$]{0,200})?\}|([A-Za-z_]\w*|[0-9]))/g;

/** Values a step sees in one run of its job. */
export function valuesOfStep(
  place: StepPlace,
  run: ReadonlyMap<string, string>,
  command?: CiCommand,
): TextValue {
  const { job, step, pipeline } = place;
  const written = (name: string) => findWritten(place, 'GITHUB_ENV', name);
  return name => {
    if (name.startsWith('$')) {
      const key = name.slice(1);
      return (
        command?.variables.get(key) ??
        run.get(key) ??
        step.env.get(key) ??
        (pipeline.system === 'github' ? written(key) : undefined)
      );
    }
    const [context = '', first = '', , last = ''] = name.split('.');
    switch (context) {
      case 'env':
        return step.env.get(first) ?? written(first);
      case 'matrix':
        return run.get(name.slice('matrix.'.length));
      case 'steps':
        return findWritten(place, 'GITHUB_OUTPUT', last, first);
      case 'needs': {
        const prefix = job.id.slice(0, job.id.lastIndexOf('/') + 1);
        const other = pipeline.jobs.find(({ id }) => id === prefix + first);
        const output = other?.outputs?.get(last);
        const from = other?.steps.at(-1);
        return output !== undefined && other && from
          ? expand(output, valuesOfStep({ pipeline, job: other, step: from }, new Map()))
          : undefined;
      }
      default:
        return name === 'github.workspace' ? '.' : undefined;
    }
  };
}

interface Written {
  readonly step: PipelineStep;
  readonly command: CiCommand;
  /** `name=value`. */
  readonly text: string;
  readonly old: boolean;
}

/** What the scripts of a job write, by name; read once, because every variable asks for it. */
const writtenOf = new WeakMap<PipelineJob, ReadonlyMap<string, readonly Written[]>>();

function listWritten(job: PipelineJob): ReadonlyMap<string, readonly Written[]> {
  const known = writtenOf.get(job);
  if (known) {
    return known;
  }
  const found = new Map<string, Written[]>();
  for (const step of job.steps) {
    for (const command of step.commands) {
      if (command.name !== 'echo' && command.name !== 'printf') {
        continue;
      }
      const words = command.words.slice(1).filter(word => !/^-[neE]+$/.test(word));
      const written = words.join(' ');
      const text = written.replace(/^::set-output name=([\w-]+)::/, '$1=');
      const name = /^[\w-]+(?==)/.exec(text)?.[0];
      if (name !== undefined) {
        const list = found.get(name) ?? [];
        list.push({ step, command, text, old: text !== written });
        found.set(name, list);
      }
    }
  }
  writtenOf.set(job, found);
  return found;
}

/** What a script of the job writes: `echo "tag=$TAG" >> "$GITHUB_OUTPUT"`. */
function findWritten(
  place: StepPlace,
  file: string,
  name: string,
  id?: string,
): string | undefined {
  const found = listWritten(place.job)
    .get(name)
    ?.find(
      ({ step, command, old }) =>
        (id === undefined ? step.index < place.step.index : step.id === id) &&
        ((old && id !== undefined) || command.writesTo.some(to => to.includes(file))),
    );
  return (
    found &&
    fillVariables(
      found.text.slice(name.length + 1),
      key => found.command.variables.get(key) ?? found.step.env.get(key),
    )
  );
}

function fillVariables(text: string, value: (name: string) => string | undefined): string {
  return text
    .slice(0, textLimit)
    .replace(variable, (whole, a, b) => value((a ?? b) as string) ?? whole);
}

/** Puts in what is known of `${{ }}`; what is put in may refer to more. */
export function expand(text: string, value: TextValue, depth = 0): string {
  return text.includes('${{') && depth < depthLimit
    ? text.slice(0, textLimit).replace(expression, (whole, name: string) => {
        const found = value(name);
        return found === undefined ? whole : expand(found, value, depth + 1);
      })
    : text.slice(0, textLimit);
}

/** The same for the word of a command, with the variables of the shell. */
export function expandWord(text: string, value: TextValue, depth = 0): string {
  const known = expand(text, value);
  return known.includes('$') && depth < depthLimit
    ? fillVariables(known, name => {
        const found = value(`$${name}`);
        return found === undefined || found.includes(`$${name}`) || found.includes(`\${${name}}`)
          ? undefined
          : expandWord(found, value, depth + 1);
      })
    : known;
}

/** A text that is known, or why it is not. */
export function settle(text: string | undefined, written = text): Resolved<string> {
  return text !== undefined && /[$`]/.test(text)
    ? unresolved(`"${(written ?? text).slice(0, 80)}" is only known when the pipeline runs`)
    : resolved(text?.trim());
}

/** Whether a text takes a secret of the pipeline. */
export function holdsSecret(text: string): boolean {
  return /\$\{\{(?:(?!\$\{\{)[^}])*\bsecrets\s*[.[]|\$\{resolve:/.test(text);
}

/**
 * Whether the value of a build argument is a secret. Outside of GitHub Actions a secret is a variable of the project
 * like any other: then its name decides.
 */
export function isSecretValue(raw: string, place: StepPlace): boolean {
  if (holdsSecret(raw)) {
    return true;
  }
  const names = [...raw.matchAll(variable)].map(match => (match[1] ?? match[2]) as string);
  return place.pipeline.system !== 'github' && names.some(name => isSecretName(name));
}
