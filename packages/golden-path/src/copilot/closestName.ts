/** Spellings that the documentation of Copilot uses, or that people bring from other tools. */
const common: Readonly<Record<string, string>> = {
  require_approval: 'requires_approval',
  env: 'variables',
  environment: 'variables',
  health_check: 'healthcheck',
  readonly: 'readonly_fs',
};
const patched: Readonly<Record<string, string>> = {
  stop_timeout: 'StopTimeout',
  user: 'User',
  linux_parameters: 'LinuxParameters',
};

/** The end of a sentence about an unknown key: what was probably meant; empty when nothing is near. */
export function suggestName(name: string, known: readonly string[]): string {
  const usual = common[name];
  if (usual && known.includes(usual)) return ` Did you mean '${usual}'?`;
  const property = patched[name];
  if (property) {
    return ` A manifest cannot say it; set ${property} in overrides/cfn.patches.yml.`;
  }
  const nearest = known
    .map(candidate => ({
      candidate,
      distance: distanceOf(name.toLowerCase(), candidate.toLowerCase()),
    }))
    .sort((left, right) => left.distance - right.distance)[0];
  return nearest &&
    nearest.distance <= (name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3)))
    ? ` Did you mean '${nearest.candidate}'?`
    : '';
}

/** Letters to change, add or leave out (Levenshtein); names that are much longer are simply far. */
function distanceOf(left: string, right: string): number {
  if (left.length > 30 || right.length > 30) return 30;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same));
    }
    row = next;
  }
  return row[right.length]!;
}
