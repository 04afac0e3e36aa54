import { joinPath, relativeTo } from '../repository/paths';

/**
 * Whether one of the targets of a scan of files holds a path. Without a target it is the whole repository. Where the scan
 * runs is not known, so a target also holds what lies below a folder of that name anywhere; a variable may be anything.
 */
export function coversPath(targets: readonly string[], path: string): boolean {
  const known = targets.filter(target => target !== '');
  if (known.length === 0) return true;
  return known.some(target => {
    if (/[$`{*<]/.test(target) || target === '-') return true;
    const clean = joinPath(
      target.replace(
        /^(\/(github\/workspace|src|path|workspace|work|data|mnt|tf|iac|project|code)\b|%cd%)/,
        '',
      ),
    );
    if (clean === undefined || clean === '') return true;
    return (
      path === clean ||
      relativeTo(clean, path) !== undefined ||
      path.endsWith(`/${clean}`) ||
      path.includes(`/${clean}/`)
    );
  });
}
