/** `make -C app image TAG=1`. */
export interface MakeCall {
  readonly folder?: string;
  readonly file?: string;
  readonly targets: readonly string[];
  readonly variables: readonly string[];
}

export function readMakeCall(words: readonly string[]): MakeCall | undefined {
  if (words[0] !== 'make' && words[0] !== 'gmake') {
    return undefined;
  }
  let folder: string | undefined;
  let file: string | undefined;
  const targets: string[] = [];
  const variables: string[] = [];
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!;
    if (word === '-C' || word === '--directory') {
      folder = words[++i];
    } else if (word.startsWith('--directory=') || /^-C./.test(word)) {
      folder = word.replace(/^(--directory=|-C)/, '');
    } else if (word === '-f' || word === '--file' || word === '--makefile') {
      file = words[++i];
    } else if (/^--(make)?file=/.test(word)) {
      file = word.slice(word.indexOf('=') + 1);
    } else if (word === '-j' || word === '-l' || word === '-o' || word === '-I') {
      i += /^[\d.]+$/.test(words[i + 1] ?? '') || word === '-o' || word === '-I' ? 1 : 0;
    } else if (/^\w+[:?]?=/.test(word)) {
      variables.push(word.replace(/[:?]=/, '='));
    } else if (!word.startsWith('-')) {
      targets.push(word);
    }
  }
  return { folder, file, targets, variables };
}

/** A script of package.json: `npm run build`, `yarn build`, `pnpm --dir app test`. */
export interface PackageCall {
  readonly folder?: string;
  readonly script: string;
}

const managers = /^(npm|yarn|pnpm|bun)$/;
/** Commands of the package managers themselves, which are no script even where one has the name. */
const builtIn =
  /^(install|i|ci|add|remove|publish|pack|exec|dlx|x|init|audit|config|cache|login|version|view|why|info|link|up|upgrade|update|global|create|set|plugin|workspaces|deploy|store|import|prune|dedupe|outdated|whoami|ls|list|help)$/;
const folderFlags = /^(--prefix|--cwd|-C|--dir)$/;

export function readPackageCall(words: readonly string[]): PackageCall | undefined {
  const [manager = ''] = words;
  if (!managers.test(manager)) {
    return undefined;
  }
  let folder: string | undefined;
  const rest: string[] = [];
  for (let i = 1; i < words.length && rest.length < 2; i++) {
    const word = words[i]!;
    if (folderFlags.test(word)) {
      folder = words[++i];
    } else if (/^(--prefix|--cwd|--dir)=/.test(word)) {
      folder = word.slice(word.indexOf('=') + 1);
    } else if (/^(-w|--workspace|--filter|-F|-r|--recursive)/.test(word)) {
      // Which packages it is for is not followed.
      return undefined;
    } else if (!word.startsWith('-')) {
      rest.push(word);
    }
  }
  const [verb, script] = rest;
  if (verb === 'run' || verb === 'run-script') {
    return script === undefined ? undefined : { folder, script };
  }
  const short = verb === 't' ? 'test' : verb;
  if (short === undefined || builtIn.test(short)) {
    return undefined;
  }
  const runs = manager === 'npm' ? /^(test|start|stop|restart)$/.test(short) : manager !== 'bun';
  return runs ? { folder, script: short } : undefined;
}
