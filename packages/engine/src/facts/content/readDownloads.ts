import { lookupTable } from '../../data/lookupTable';
import { StartedCommand } from './startContent';

/** What a command fetches or builds when a container starts. */
export interface StartDownload {
  /** `install`: packages; `build`: the application; `fetch`: data or configuration. */
  readonly kind: 'install' | 'build' | 'fetch';
  /** A sentence. */
  readonly message: string;
}

const installs = lookupTable<readonly string[]>({
  'apt-get': ['install', 'upgrade', 'dist-upgrade'],
  apt: ['install', 'upgrade'],
  apk: ['add', 'upgrade'],
  yum: ['install', 'update', 'upgrade'],
  dnf: ['install', 'update', 'upgrade'],
  microdnf: ['install', 'update'],
  tdnf: ['install'],
  zypper: ['install', 'in'],
  npm: ['install', 'i', 'ci', 'add', 'update', 'clean-install'],
  pnpm: ['install', 'i', 'add', 'dlx'],
  yarn: ['install', 'add', 'dlx'],
  bun: ['install', 'add'],
  pip: ['install'],
  pip3: ['install'],
  pipenv: ['install', 'sync'],
  poetry: ['install', 'sync'],
  uv: ['sync'],
  conda: ['install'],
  bundle: ['install'],
  gem: ['install'],
  composer: ['install', 'update', 'require'],
  mix: ['deps.get'],
  go: ['install', 'get'],
  cargo: ['install'],
});
const builds = lookupTable<readonly string[]>({
  go: ['build', 'run'],
  cargo: ['build', 'run'],
  dotnet: ['build', 'run', 'publish', 'restore', 'watch'],
  next: ['build'],
  vite: ['build'],
  nuxt: ['build', 'generate'],
  nuxi: ['build', 'generate'],
  ng: ['build'],
  nest: ['build', 'start'],
  remix: ['build'],
  astro: ['build'],
  gatsby: ['build'],
  'react-scripts': ['build'],
  'vue-cli-service': ['build'],
  parcel: ['build'],
});
const builders = new Set(
  'tsc webpack webpack-cli rollup esbuild tsup ncc mvn mvnw gradle gradlew sbt lein'.split(' '),
);
const metadata =
  /169\.254\.(169\.254|170\.2|170\.23)|metadata\.google\.internal|fd00:ec2::254|ECS_CONTAINER_METADATA_URI|AWS_CONTAINER_CREDENTIALS/;

/** Reads one command; `undefined` when it neither installs, builds nor fetches. */
export function readDownload(started: StartedCommand): StartDownload | undefined {
  const { command } = started;
  const { name, words } = command;
  const args = words.slice(1).filter(word => !word.startsWith('-'));
  const shown = [name, ...args.slice(0, 2)].join(' ').slice(0, 80);
  const install = (): StartDownload => ({
    kind: 'install',
    message: `"${shown}" installs packages when the container starts.`,
  });
  const build = (): StartDownload => ({
    kind: 'build',
    message: `"${shown}" builds the application when the container starts.`,
  });
  if (words.includes('--version') || words.includes('--help')) return undefined;
  if (/^pip[\d.]*$/.test(name) && args[0] === 'install') return install();
  if (/^python[\d.]*$/.test(name) && words[1] === '-m') {
    if (words[2] === 'pip' && words[3] === 'install') return install();
    return /^(spacy|nltk\.downloader)$/.test(words[2] ?? '') && words.length > 3
      ? fetches(shown)
      : undefined;
  }
  if (name === 'uv' && args[0] === 'pip') return args[1] === 'install' ? install() : undefined;
  if (
    name === 'npx' ||
    name === 'bunx' ||
    (name === 'npm' && (args[0] === 'exec' || args[0] === 'x'))
  ) {
    return words.some(word => /^--no(-install)?$/.test(word)) ? undefined : install();
  }
  if (name === 'yarn' && words.length === 1) return install();
  if (installs[name]?.includes(args[0] ?? '')) return install();
  if (/^(npm|yarn|pnpm|bun)$/.test(name)) {
    const script = args[0] === 'run' || args[0] === 'run-script' ? args[1] : args[0];
    return /^build(:|$)/.test(script ?? '') ? build() : undefined;
  }
  if (builders.has(name)) {
    return name === 'tsc' && words.includes('--noEmit') ? undefined : build();
  }
  if (builds[name]?.includes(args[0] ?? '')) {
    return name === 'dotnet' && /\.dll$/.test(args[0] ?? '') ? undefined : build();
  }
  return readFetch(started, shown);
}

function fetches(shown: string): StartDownload {
  return { kind: 'fetch', message: `"${shown}" fetches data when the container starts.` };
}

function readFetch(
  { command, redirects, polls }: StartedCommand,
  shown: string,
): StartDownload | undefined {
  const { name, words } = command;
  const args = words.slice(1).filter(word => !word.startsWith('-'));
  const text = words.join(' ');
  const toFile = redirects.some(path => !path.startsWith('/dev/'));
  switch (name) {
    case 'aws':
      return args[0] === 's3' && /^(cp|sync|mv)$/.test(args[1] ?? '') && isRemote(args[2])
        ? fetches(shown)
        : undefined;
    case 'gsutil':
      return words.some(word => /^(cp|rsync)$/.test(word)) && /\bgs:\/\//.test(text)
        ? fetches(shown)
        : undefined;
    case 'git':
      return /^(clone|pull|fetch)$/.test(args[0] ?? '') ? fetches(shown) : undefined;
    case 'curl': {
      const outputs = words.some(
        (word, i) =>
          (/^(-[a-zA-Z]*o|--output)$/.test(word) && !/^(\/dev\/|-$)/.test(words[i + 1] ?? '')) ||
          /^(-[a-zA-NP-Z]*O[a-zA-Z]*|--remote-name|--output=(?!\/dev\/).*)$/.test(word),
      );
      return (outputs || toFile) && !polls && !metadata.test(text) ? fetches(shown) : undefined;
    }
    case 'wget': {
      const nowhere =
        /--spider|-[a-zA-Z]*O\s*(-(\s|$)|\/dev\/)|--output-document[= ](-|\/dev\/)/.test(text);
      return (!nowhere || toFile) && !polls && !metadata.test(text) ? fetches(shown) : undefined;
    }
    case 'huggingface-cli':
    case 'hf':
      return args[0] === 'download' ? fetches(shown) : undefined;
    case 'ollama':
      return args[0] === 'pull' ? fetches(shown) : undefined;
    case 'rclone':
      return /^(copy|sync|copyto)$/.test(args[0] ?? '') ? fetches(shown) : undefined;
    case 'playwright':
      return args[0] === 'install' ? fetches(shown) : undefined;
    default:
      return undefined;
  }
}

/** `s3://bucket/key`, or a variable that may hold it; a path of the container is an upload. */
function isRemote(source: string | undefined): boolean {
  return source !== undefined && (source.includes('s3://') || source.startsWith('$'));
}
