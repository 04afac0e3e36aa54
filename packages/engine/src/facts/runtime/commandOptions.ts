/**
 * `key=value` pairs of options that take one or several of them: `--set a=1,b=2`, `--parameter-overrides A=1 B=2`,
 * `--parameters ParameterKey=A,ParameterValue=1`.
 *
 * @public
 */
export function readOptions(
  words: readonly string[],
  names: readonly string[],
): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const name = names.find(option => word === option || word.startsWith(`${option}=`));
    if (name === undefined) continue;
    if (word !== name) pairs.push(...pairsOf(word.slice(name.length + 1)));
    while (
      at + 1 < words.length &&
      !words[at + 1]!.startsWith('-') &&
      words[at + 1]!.includes('=')
    ) {
      pairs.push(...pairsOf(words[++at]!));
    }
  }
  return pairs;
}

/** What `helm` is given with `--set` and its relatives. @public */
export function readHelmSets(words: readonly string[]): [string, string][] {
  return readOptions(words, ['--set', '--set-string', '--set-literal']).map(([key, value]) => [
    key,
    value,
  ]);
}

function pairsOf(text: string): [string, string][] {
  const aws = /^ParameterKey=([^,]{1,200}),ParameterValue=([^,]{0,500})/.exec(text);
  if (aws) return [[aws[1]!, aws[2]!]];
  return text.split(',').flatMap((part): [string, string][] => {
    const equals = part.indexOf('=');
    return equals > 0 ? [[part.slice(0, equals).replace(/^["']/, ''), part.slice(equals + 1)]] : [];
  });
}
