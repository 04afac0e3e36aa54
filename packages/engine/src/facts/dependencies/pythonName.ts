/** A Python distribution name as PyPI compares it: lower case, `_` and `.` as `-`. */
export function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Name and version of a requirement (PEP 508): `boto3[crt]>=1.34; python_version > "3.9"`. */
export function readRequirement(
  text: string,
): { readonly name: string; readonly version?: string } | undefined {
  const match = /^([A-Za-z0-9][A-Za-z0-9._-]*)[ \t]*(?:\[[^\]]*\])?[ \t]*([^;]*)/.exec(text.trim());
  if (!match) return undefined;
  const version = (match[2] ?? '').replace(/^\((.*)\)$/, '$1').trim();
  return { name: pythonName(match[1]!), version: version === '' ? undefined : version };
}
