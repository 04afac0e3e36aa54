import { Document, isNode, LineCounter, parseAllDocuments, parseDocument } from 'yaml';

/** A document that knows the lines of its parts. */
export interface LocatedYaml {
  readonly value: unknown;
  /** Line of the value at a path, or of the nearest part above it that exists; from 1. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Why a text is no YAML, and where. */
export interface YamlProblem {
  readonly message: string;
  readonly line: number;
}

const maxAliasCount = 50;

/** Reads one YAML document; says the first problem instead where there is one. */
export function readLocatedYaml(text: string): LocatedYaml | YamlProblem {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  const problem = firstProblem(document, lines);
  if (problem) {
    return problem;
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount });
  } catch (error) {
    return { message: String((error as Error).message), line: 1 };
  }
  return {
    value,
    lineOf(path) {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length) as unknown[], true);
        if (isNode(node) && node.range) {
          return lines.linePos(node.range[0]).line;
        }
      }
      return 1;
    },
  };
}

/** Every document of a stream, or the first problem. Tags that only CloudFormation knows are left as they are. */
export function readYamlStream(text: string): { values: unknown[] } | YamlProblem {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, logLevel: 'error' });
  const values: unknown[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const problem = firstProblem(document, lines);
    if (problem) {
      return problem;
    }
    try {
      values.push(document.toJS({ maxAliasCount }));
    } catch (error) {
      return { message: String((error as Error).message), line: 1 };
    }
  }
  return { values };
}

function firstProblem(document: Document.Parsed, lines: LineCounter): YamlProblem | undefined {
  const [error] = document.errors;
  return (
    error && {
      message: (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, ''),
      line: lines.linePos(error.pos[0]).line,
    }
  );
}
