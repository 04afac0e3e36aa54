import { createFactReader } from '../assess/createFactReader';
import { judgeCheck } from '../assess/judgeCheck';
import { allChecks } from '../checks/allChecks';
import { Evidence, RepositoryEvidence, Subject } from '../contract/evidence';
import { ReadFact } from '../contract/fact';
import { present } from '../contract/observation';
import { UnitResult } from '../contract/scorecard';
import { parseDockerfile } from '../facts/dockerfile/parseDockerfile';
import { imageConfigs } from '../facts/image/imageConfigs';
import { ImageUnit } from '../facts/image/imageUnit';
import { imageUnits } from '../facts/image/imageUnits';
import { parentKnowledge } from '../facts/parent/parentKnowledge';
import { repositoryTree } from '../facts/repository/repositoryTree';
import { defaultOrganisation, OrganisationDocument } from '../organisation/organisation';
import { linesOf } from './editLines';
import { FixContext } from './fix';
import { fixableChecks } from './fixes';

/** Verdicts from worse to better. */
export const ranks: readonly string[] = ['fail', 'warn', 'unknown', 'pass', 'not-applicable'];

/** What a repository is judged with while it is mended. */
export interface RepairSubject {
  readonly subject: Subject;
  readonly organisation?: OrganisationDocument;
  readonly now?: Date;
}

/** The repository with the changes so far, and what is read from it. */
export class RepairState {
  readonly #options: RepairSubject;
  readonly #evidence: Evidence;
  readonly #read: ReadFact;
  #verdicts: ReadonlyMap<string, string> | undefined;

  private constructor(options: RepairSubject, evidence: Evidence) {
    const { subject, organisation = defaultOrganisation, now = new Date() } = options;
    this.#options = options;
    this.#evidence = evidence;
    this.#read = createFactReader({ subject, evidence, organisation, now }, () => {});
  }

  static create(options: RepairSubject, evidence: Evidence): RepairState {
    return new RepairState(options, evidence);
  }

  units(): readonly ImageUnit[] {
    const units = this.#read(imageUnits);
    return units.status === 'present' ? units.value : [];
  }

  textOf(path: string): string | undefined {
    const tree = this.#read(repositoryTree);
    const text = tree.status === 'present' ? tree.value.read(path) : undefined;
    return text?.status === 'present' ? text.value : undefined;
  }

  contextOf(unit: ImageUnit): FixContext | undefined {
    const text = this.textOf(unit.path);
    const written = text === undefined ? undefined : parseDockerfile(unit.path, text);
    const configs = this.#read(imageConfigs);
    const parents = this.#read(parentKnowledge);
    const tree = this.#read(repositoryTree);
    const config =
      configs.status === 'present'
        ? configs.value.find(candidate => candidate.unit === unit.name)
        : undefined;
    return text !== undefined &&
      written?.status === 'present' &&
      unit.dockerfile.status === 'present' &&
      config &&
      parents.status === 'present' &&
      tree.status === 'present'
      ? {
          unit,
          written: written.value,
          resolved: unit.dockerfile.value,
          config,
          parents: parents.value,
          tree: tree.value,
          lines: linesOf(text),
        }
      : undefined;
  }

  /** The verdict on a unit; on the repository where the check has no unit of that name. */
  judge(id: string, unit: string): string {
    const results = this.#results(id);
    const own = results.filter(result => result.unit === unit);
    const all = (own.length > 0 ? own : results).map(({ verdict }) => verdict);
    return ranks.find(verdict => all.some(candidate => candidate === verdict)) ?? 'not-applicable';
  }

  with(path: string, text: string): RepairState {
    const { repository } = this.#evidence;
    if (repository.status !== 'present') return this;
    const { entries } = repository.value;
    const entry = {
      path,
      size: new TextEncoder().encode(text).length,
      type: 'file' as const,
      content: present(text),
    };
    const others = entries.filter(candidate => candidate.path !== path);
    const value: RepositoryEvidence = {
      ...repository.value,
      entries: [...others, entry].sort((a, b) => (a.path < b.path ? -1 : 1)),
    };
    return RepairState.create(this.#options, { ...this.#evidence, repository: present(value) });
  }

  /** True when a check about images is worse in the other state. */
  worse(next: RepairState): boolean {
    const then = next.#imageVerdicts();
    return [...this.#imageVerdicts()].some(
      ([key, verdict]) => ranks.indexOf(then.get(key) ?? verdict) < ranks.indexOf(verdict),
    );
  }

  #imageVerdicts(): ReadonlyMap<string, string> {
    this.#verdicts ??= new Map(
      fixableChecks.flatMap(check =>
        this.#results(check).map(({ unit, verdict }) => [`${check} ${unit}`, verdict] as const),
      ),
    );
    return this.#verdicts;
  }

  #results(id: string): readonly UnitResult[] {
    const check = allChecks.find(candidate => candidate.id === id);
    return check ? judgeCheck({ check, read: this.#read, onError: () => {} }) : [];
  }
}
