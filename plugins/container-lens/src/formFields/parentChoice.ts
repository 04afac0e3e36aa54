import { GoldenPathOptions } from '@container-lens/backstage-plugin-container-lens-common';

type Parent = GoldenPathOptions['parents'][number];

/** A pair of parents that can be chosen. */
export interface ParentPair {
  readonly id: string;
  readonly title: string;
  readonly parents: readonly Parent[];
}

/** The pairs, the default first. */
export function parentPairs(parents: readonly Parent[]): ParentPair[] {
  const ids = [...new Set(parents.map(({ choice }) => choice))];
  return ids.map(id => {
    const own = parents.filter(({ choice }) => choice === id);
    return { id, title: own[0]?.choiceTitle ?? id, parents: own };
  });
}

/** Says in one sentence what is wrong with an answer, or undefined. No answer stands for the default. */
export function explainParent(
  parents: readonly Parent[],
  choice: string | undefined,
): string | undefined {
  return !choice || parents.some(parent => parent.choice === choice)
    ? undefined
    : `This portal does not offer the parent images ${choice}.`;
}
