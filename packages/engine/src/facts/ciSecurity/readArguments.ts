/**
 * Options and other words of a command line.
 *
 * @public
 */
export interface Arguments {
  /** Words that are no options and no values of them. */
  readonly rest: readonly string[];
  /** Whether one of the options stands there, with or without value. */
  has(...names: readonly string[]): boolean;
  /** Values of the options, in order; a list with commas stays one value. */
  values(...names: readonly string[]): readonly string[];
}

/** Options of scanners and linters that have no value. */
const booleanOptions = new Set(
  (
    '--ignore-unfixed --no-progress --quiet -q --debug --list-all-pkgs --skip-db-update --skip-update --skip-java-db-update ' +
    '--light --reset --clear-cache --offline-scan --dependency-tree --insecure --removed-pkgs --include-non-failures ' +
    '--only-fixed --only-notfixed --only-unfixed --add-cpes-if-none --by-cve --verbose -v -vv --no-fail --no-color ' +
    '--compact --soft-fail --no-guide --ci --exclude-base-image-vulns --app-vulns --exclude-app-vulns --json --sarif ' +
    '--strict --ignore-missing-schemas --summary --no-banner --no-git --redact --fail --only-verified --no-update ' +
    '--no-verification --staged --pre-commit --no-ignores --exit-zero --ignore-known-secrets --print --details ' +
    '--ignore-base --locations --check --push --load --pull --no-cache --scan-sbom --set-exit-code-on-danger --all-policies'
  ).split(' '),
);

/**
 * Reads options without knowing the tool: `--name=value`, `--name value`, `-n value`. A word after an option that is no
 * option itself is its value, unless the option is one of `flags` (and then stands in `rest`).
 *
 * @public
 */
export function readArguments(
  words: readonly string[],
  flags: ReadonlySet<string> = booleanOptions,
): Arguments {
  const options: { readonly name: string; readonly value?: string }[] = [];
  const rest: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const equals = word.indexOf('=');
    const next = words[i + 1];
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
    } else if (equals > 0) {
      options.push({ name: word.slice(0, equals), value: word.slice(equals + 1) });
    } else if (flags.has(word) || next === undefined || (next.startsWith('-') && next !== '-')) {
      options.push({ name: word });
    } else {
      options.push({ name: word, value: next });
      i++;
    }
  }
  return {
    rest,
    has: (...names) => options.some(({ name }) => names.includes(name)),
    values: (...names) =>
      options.flatMap(({ name, value }) =>
        names.includes(name) && value !== undefined ? [value] : [],
      ),
  };
}
