import { isScalar, parseDocument, visit } from 'yaml';

const longest = 256 * 1024;
/** More levels on one line than a person writes; a parser needs long for them. */
const deep = /(?:[-?:]\s{1,3}){40}|(?:[[{]\s{0,3}){40}/;

/**
 * A YAML text as plain data.
 *
 * @throws Error with a sentence, for a text that is too large, too deep, has a key twice, or is no YAML.
 */
export function parseYaml(text: string): unknown {
  if (text.length > longest) {
    throw new Error(`it is too large: ${text.length} characters; at most ${longest} are read.`);
  }
  if (deep.test(text)) throw new Error('it is nested deeper than is read.');
  // The check of the parser compares each key with each other one.
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) throw new Error(`it is not valid YAML: ${error.message.split('\n')[0]}`);
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key;
        if (seen.has(name))
          throw new Error(
            `it is not valid YAML: the key ${String(name).slice(0, 100)} stands twice.`,
          );
        seen.add(name);
      }
    },
  });
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch {
    throw new Error('it uses more aliases than are followed.');
  }
}
