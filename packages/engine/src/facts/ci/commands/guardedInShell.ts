import { parseShell, ShellNode } from '../../script/shellSyntax';

/** Tests that do not hold for pull requests. */
const exclusions: readonly RegExp[] = [
  /(GITHUB_EVENT_NAME|github\.event_name)\b[^=!]{0,10}={1,2} *["']?push\b/,
  /(GITHUB_EVENT_NAME|github\.event_name)\b[^=!]{0,10}!= *["']?pull_request["']?( |$)/,
  /(GITHUB_REF|github\.ref)\b[^=!]{0,10}={1,2} *["']?refs\/(heads|tags)\//,
  // Of a pull request the name is `12/merge`.
  /(GITHUB_REF_NAME|github\.ref_name)\b[^=!]{0,10}={1,2} *["']?[\w.-]+["']?( |$)/,
  /(GITHUB_REF_TYPE|github\.ref_type)\b[^=!]{0,10}={1,2} *["']?tag\b/,
];
const depthLimit = 20;
const textLimit = 20_000;

/**
 * Whether a script runs a command only behind tests that do not hold for pull requests:
 * `if [ "$GITHUB_REF" = refs/heads/main ]; then docker push x; fi`.
 */
export function isGuardedInShell(script: string, words: readonly string[]): boolean {
  const wanted = words.join(' ');
  if (!/GITHUB_(REF|EVENT)|github\.(ref|event_name)/.test(script)) return false;
  // The reader of shell keeps neither.
  if (/! *(\[|test )|\[\[[^\]\n]{0,500}\|\|/.test(script)) return false;
  const tree = script.length > textLimit ? undefined : parseShell(script);
  if (!tree) return false;
  let guarded = 0;
  let open = 0;
  const walk = (node: ShellNode, safe: boolean, depth: number): void => {
    if (depth > depthLimit) {
      open++;
      return;
    }
    const into = (inner: ShellNode, innerSafe = safe) => walk(inner, innerSafe, depth + 1);
    switch (node.type) {
      case 'command':
        if (textOf(node) === wanted) {
          if (safe) guarded++;
          else open++;
        }
        return;
      case 'list': {
        let chain = safe;
        for (const { node: item, next } of node.items) {
          into(item, chain);
          chain = next === '&&' ? chain || excludes(item) : safe;
        }
        return;
      }
      case 'if':
        for (const { test, then } of node.branches) into(then, safe || excludes(test));
        if (node.otherwise) into(node.otherwise);
        return;
      case 'case':
        node.arms.forEach(arm => into(arm));
        return;
      case 'pipeline':
        node.parts.forEach(part => into(part));
        return;
      default:
        into(node.body);
    }
  };
  walk(tree, false, 0);
  return guarded > 0 && open === 0;
}

function excludes(test: ShellNode): boolean {
  if (test.type === 'list') {
    return (
      test.items.every(({ next }) => next !== '||') && test.items.some(one => excludes(one.node))
    );
  }
  const text = textOf(test);
  return (
    text !== undefined &&
    /^(\[\[?|test) /.test(text) &&
    !/ (\|\||-o) /.test(text) &&
    exclusions.some(one => one.test(text))
  );
}

function textOf(node: ShellNode): string | undefined {
  return node.type === 'command' ? node.words.map(({ text }) => text).join(' ') : undefined;
}
