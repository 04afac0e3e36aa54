/** Query parameter that names the check a link leads to. */
export const checkParameter = 'check';

/** The address of a check inside the tab, given the address of the tab. */
export function checkAddress(tab: string, check: string): string {
  return `${tab}?${checkParameter}=${encodeURIComponent(check)}`;
}
