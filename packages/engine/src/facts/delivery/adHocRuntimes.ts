import { ShellCommand } from '../script/shellCommands';

/** Names of system packages, and the runtime each of them is. */
const packages: readonly (readonly [RegExp, string])[] = [
  [
    /^(openjdk-?\d*(-jdk.*)?|default-jdk.*|temurin-\d+-jdk|java-[\w.]+-(openjdk|amazon-corretto)(-devel|-headless)?|msopenjdk-\d+)$|^zulu\d.*jdk/,
    'a JDK',
  ],
  [/^(nodejs(-\w+)?|nodejs\d+|node|npm)$/, 'Node.js'],
  [/^python(\d(\.?\d+)?)?$/, 'Python'],
  [/^(golang(-go|-[\d.]+(-go)?)?|go)$/, 'Go'],
  [/^dotnet-?sdk-[\d.]+$|^dotnet\d*-sdk$|^dotnet-sdk$/, 'the .NET SDK'],
  [/^maven$/, 'Maven'],
  [/^gradle$/, 'Gradle'],
  [/^(ruby|ruby-full|ruby[\d.]+)$/, 'Ruby'],
  [/^(rustc|cargo|rust)$/, 'Rust'],
  [/^php([\d.]+)?(-cli)?$/, 'PHP'],
];

/** What downloads outside of a package manager bring. */
const downloads: readonly (readonly [RegExp, string])[] = [
  [
    /nvm-sh\/nvm|deb\.nodesource\.com|rpm\.nodesource\.com|nodejs\.org\/(dist|download)|fnm\.vercel\.app|get\.volta\.sh/i,
    'Node.js',
  ],
  [/(go\.dev|golang\.org)\/dl\/|storage\.googleapis\.com\/golang/i, 'Go'],
  [/sh\.rustup\.rs|static\.rust-lang\.org/i, 'Rust'],
  [
    /get\.sdkman\.io|adoptium\.net|download\.(java\.net|oracle\.com\/java)|corretto\.aws\/downloads|cdn\.azul\.com/i,
    'a JDK',
  ],
  [/apache-maven-|maven\/maven-\d/i, 'Maven'],
  [/services\.gradle\.org\/distributions/i, 'Gradle'],
  [
    /dot\.net\/v1\/dotnet-install|dotnet-install\.sh|builds\.dotnet\.microsoft\.com/i,
    'the .NET SDK',
  ],
  [
    /pyenv\.run|pyenv-installer|pyenv\/pyenv|python\.org\/ftp|repo\.anaconda\.com|miniforge|micro\.mamba\.pm/i,
    'Python',
  ],
];

const systemManager = /^(apt|apt-get|aptitude|apk|yum|dnf|microdnf|tdnf|zypper|brew|choco|pacman)$/;
const installs = /^(install|add|reinstall|-S|-Sy|-Syu|module)$/;
const languages: Readonly<Record<string, string>> = {
  java: 'a JDK',
  node: 'Node.js',
  nodejs: 'Node.js',
  python: 'Python',
  go: 'Go',
  golang: 'Go',
  maven: 'Maven',
  gradle: 'Gradle',
  dotnet: 'the .NET SDK',
  'dotnet-core': 'the .NET SDK',
  ruby: 'Ruby',
  rust: 'Rust',
  php: 'PHP',
};

/**
 * The language runtimes a command installs ad hoc. Package installers of a language (pip, corepack, pipx) are none.
 */
export function readAdHocRuntimes({ name, words }: ShellCommand): string[] {
  const args = words.slice(1).filter(word => !word.startsWith('-') || word === '-S');
  const text = words.join(' ');
  if (systemManager.test(name) && args.some(word => installs.test(word))) {
    return args.flatMap(word => {
      const plain = word.replace(/[=~<>:@].*/s, '').replace(/^["']|["']$/g, '');
      return packages.find(([pattern]) => pattern.test(plain))?.[1] ?? [];
    });
  }
  if (/^(curl|wget|git|aria2c|Invoke-WebRequest|iwr|sh|bash)$/.test(name)) {
    return downloads.filter(([pattern]) => pattern.test(text)).map(([, runtime]) => runtime);
  }
  if (name === 'ADD') {
    return downloads.filter(([pattern]) => pattern.test(text)).map(([, runtime]) => runtime);
  }
  const [first, second = ''] = args;
  const tool = (word: string) => languages[word.replace(/@.*/s, '')];
  switch (name) {
    case 'nvm':
    case 'fnm':
      return first === 'install' || first === 'use' ? ['Node.js'] : [];
    case 'volta':
      return first === 'install' ? [tool(second) ?? ''].filter(Boolean) : [];
    case 'n':
      return first === undefined ? [] : ['Node.js'];
    case 'sdk':
      return first === 'install' ? [tool(second) ?? 'a JDK'] : [];
    case 'pyenv':
      return first === 'install' ? ['Python'] : [];
    case 'rustup':
      return first === 'install' || (first === 'toolchain' && second === 'install') ? ['Rust'] : [];
    case 'rustup-init':
      return ['Rust'];
    case 'goenv':
      return first === 'install' ? ['Go'] : [];
    case 'asdf':
    case 'mise':
    case 'rtx':
      if (first !== 'install' && first !== 'use') return [];
      return [tool(second) ?? 'a runtime of asdf'];
    case 'dotnet-install.sh':
      return ['the .NET SDK'];
    default:
      return [];
  }
}
