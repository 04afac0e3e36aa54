const pattern = /^(draft|wip): */i;

/** GitLab and Gitea know drafts by their titles: a new title keeps what the old one said. */
export function keepDraft(before: string, title: string): string {
  const [prefix] = pattern.exec(before) ?? [];
  return prefix === undefined ? title : `${prefix.trim()} ${title}`;
}
