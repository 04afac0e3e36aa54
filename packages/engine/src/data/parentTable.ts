/**
 * What is known of a public parent image without looking into it.
 *
 * @public
 */
export interface ParentEntry {
  /** Repository with host and without tag; `*` matches any characters. */
  readonly repository: string;
  /** Tags; `*` matches any characters, `|` separates alternatives. Every tag when not set. */
  readonly tag?: string;
  /** Not set: not known (an image of the organisation that does not say). */
  readonly class?: 'empty' | 'distroless' | 'minimal' | 'full';
  /** Default user as in `USER`. Not set: not known. */
  readonly user?: string;
  /** Kind of `/bin/sh`. Not set: not known. */
  readonly shell?: 'dash' | 'bash' | 'busybox' | 'none';
  /** Commands in the image. */
  readonly commands: readonly string[];
  /** True when there may be any other command: a name that is not listed decides nothing. */
  readonly open?: boolean;
  /** Commands that some tags have and others do not: neither present nor missing. */
  readonly mayHave?: readonly string[];
  /** ENTRYPOINT; the empty list when there is none. Not set: not known. */
  readonly entrypoint?: readonly string[];
  /** True when ENTRYPOINT ends in `exec "$@"`, so that CMD is what runs. */
  readonly entrypointExecsCmd?: boolean;
  /** CMD; the empty list when there is none. Not set: not known. */
  readonly cmd?: readonly string[];
  readonly healthcheck?: boolean;
  readonly windows?: boolean;
  /** True when a single number in the tag is the release of an operating system (`debian:12`). */
  readonly releaseTags?: boolean;
  /** True when the publisher offers no version tags to everyone, so that only a digest pins it. */
  readonly noVersionTags?: boolean;
}

/** Day of the last change, from the publishers' documentation; the images themselves were not compared. */
export const parentTableVersion = '2026-11-21';

const core = (
  'sh [ test true false echo printf cat ls cp mv rm mkdir rmdir ln chmod chown touch head tail cut tr sort uniq wc tee ' +
  'env id date sleep kill expr hostname grep egrep sed awk find xargs stat timeout tar gzip basename dirname readlink seq'
).split(' ');
const busybox = [
  ...core,
  ...'ash wget nc ps pgrep pkill pidof netstat ping vi unzip nslookup su'.split(' '),
];
const alpine = [...busybox, 'apk'];
const debianSlim = [...core, 'bash', 'dash', 'apt-get', 'dpkg', 'su', 'perl', 'pidof'];
const buildpack = [...debianSlim, ...'curl wget git gcc g++ make ps pgrep unzip ssh'.split(' ')];
const rpm = [...core, 'bash', 'rpm', 'curl'];

interface Os {
  readonly class: 'minimal' | 'full';
  readonly shell: 'dash' | 'bash' | 'busybox';
  readonly base: readonly string[];
}
const onAlpine: Os = { class: 'minimal', shell: 'busybox', base: alpine };
const onSlim: Os = { class: 'minimal', shell: 'dash', base: debianSlim };
const onDebian: Os = { class: 'full', shell: 'dash', base: buildpack };
const onUbuntu: Os = { class: 'full', shell: 'dash', base: debianSlim };
const onRpm: Os = { class: 'full', shell: 'bash', base: rpm };

type Extra = Omit<Partial<ParentEntry>, 'commands' | 'repository' | 'class' | 'shell'>;

/** Commands that every Linux image with a shell has. */
export const coreCommands: readonly string[] = core;

function on(os: Os, repository: string, own: string, extra: Extra = {}): ParentEntry {
  const commands = [...os.base, ...own.split(' ').filter(word => word !== '')];
  return { repository, class: os.class, shell: os.shell, user: '0', commands, ...extra };
}

const alpineTags = '*alpine*';
const slimTags = '*slim*';
const windowsTags = '*windowsservercore*|*nanoserver*|windows*';
const hub = (name: string) => `docker.io/library/${name}`;

function windows(repository: string, tag?: string): ParentEntry {
  return { repository, tag, class: 'full', commands: [], windows: true };
}

/** A Docker Official Image of a language: Windows, Alpine, slim and full variants. */
function language(name: string, own: string, extra: Extra = {}): ParentEntry[] {
  const repository = hub(name);
  return [
    windows(repository, windowsTags),
    on(onAlpine, repository, own, { ...extra, tag: alpineTags }),
    on(onSlim, repository, own, { ...extra, tag: slimTags }),
    on(onDebian, repository, own, extra),
  ];
}

/** A Docker Official Image of a server: Alpine or Debian slim underneath. */
function server(name: string, own: string, extra: Extra = {}): ParentEntry[] {
  return [
    on(onAlpine, hub(name), own, { ...extra, tag: alpineTags }),
    { ...on(onSlim, hub(name), own, extra), class: 'full' },
  ];
}

/** No shell and no package manager: only the runtime. */
function distroless(
  repository: string,
  own: string,
  extra: Partial<ParentEntry> = {},
): ParentEntry {
  const commands = own.split(' ').filter(word => word !== '');
  return { repository, class: 'distroless', shell: 'none', commands, cmd: [], ...extra };
}

function googleDistroless(name: string, own: string, entrypoint: readonly string[]): ParentEntry[] {
  const repository = `gcr.io/distroless/${name}`;
  const rest = { entrypoint, noVersionTags: true };
  const debug: Partial<ParentEntry> = {
    ...rest,
    class: 'minimal',
    shell: 'busybox',
    commands: [...busybox, ...own.split(' ')],
  };
  return [
    distroless(repository, own, { ...debug, tag: 'debug-nonroot*', user: '65532' }),
    distroless(repository, own, { ...debug, tag: 'debug*', user: '0' }),
    distroless(repository, own, { ...rest, tag: 'nonroot*', user: '65532' }),
    distroless(repository, own, { ...rest, user: '0' }),
  ];
}

const nodeStart: Extra = {
  entrypoint: ['docker-entrypoint.sh'],
  entrypointExecsCmd: true,
  cmd: ['node'],
};

/** The first entry that matches counts. */
export const parentTable: readonly ParentEntry[] = [
  windows('mcr.microsoft.com/windows*'),
  // Operating systems
  on(onAlpine, hub('alpine'), '', { entrypoint: [], cmd: ['/bin/sh'] }),
  {
    repository: hub('busybox'),
    class: 'minimal',
    shell: 'busybox',
    user: '0',
    commands: busybox,
    entrypoint: [],
    cmd: ['sh'],
  },
  on(onSlim, hub('debian'), '', {
    tag: slimTags,
    entrypoint: [],
    cmd: ['bash'],
    releaseTags: true,
  }),
  on(onUbuntu, hub('debian'), '', { entrypoint: [], cmd: ['bash'], releaseTags: true }),
  on(onUbuntu, hub('ubuntu'), '', { entrypoint: [], cmd: ['/bin/bash'], releaseTags: true }),
  on(onDebian, hub('buildpack-deps'), '', { entrypoint: [], cmd: ['bash'] }),
  ...['docker.io/library/amazonlinux', 'public.ecr.aws/amazonlinux/amazonlinux'].flatMap(name => [
    {
      ...on(onRpm, name, 'microdnf', { tag: '*minimal*', entrypoint: [], cmd: ['/bin/bash'] }),
      class: 'minimal' as const,
      releaseTags: true,
    },
    on(onRpm, name, 'yum dnf python3', { entrypoint: [], cmd: ['/bin/bash'], releaseTags: true }),
  ]),
  on(onRpm, hub('fedora'), 'dnf', { entrypoint: [], cmd: ['/bin/bash'], releaseTags: true }),
  on(onRpm, hub('rockylinux'), 'dnf', { entrypoint: [], cmd: ['/bin/bash'], releaseTags: true }),
  on(onRpm, hub('almalinux'), 'dnf', { entrypoint: [], cmd: ['/bin/bash'], releaseTags: true }),
  on(onRpm, hub('oraclelinux'), 'dnf', { entrypoint: [], cmd: ['/bin/bash'], releaseTags: true }),
  on(onRpm, hub('centos'), 'yum', { entrypoint: [], cmd: ['/bin/bash'], releaseTags: true }),
  ...['registry.access.redhat.com/', 'registry.redhat.io/', 'docker.io/redhat/'].flatMap(host =>
    ['ubi8', 'ubi9', 'ubi10'].flatMap(ubi => {
      const paths = host.startsWith('docker.io') ? [ubi] : [ubi, `${ubi}/ubi`];
      const start = { entrypoint: [], cmd: ['/bin/bash'], releaseTags: true };
      return paths.flatMap((path): ParentEntry[] => [
        {
          repository: `${host}${path}-micro`,
          class: 'minimal',
          user: '0',
          shell: 'bash',
          commands: [
            ...core.filter(
              c => !['grep', 'sed', 'awk', 'find', 'xargs', 'tar', 'gzip', 'hostname'].includes(c),
            ),
            'bash',
          ],
          ...start,
        },
        { ...on(onRpm, `${host}${path}-minimal`, 'microdnf', start), class: 'minimal' },
        on(onRpm, `${host}${path}-init`, 'dnf yum python3', { ...start, cmd: ['/sbin/init'] }),
        on(onRpm, `${host}${path}`, 'dnf yum', start),
      ]);
    }),
  ),
  { ...on(onRpm, hub('photon'), 'tdnf', { entrypoint: [], cmd: ['/bin/bash'] }), class: 'minimal' },
  {
    repository: 'public.ecr.aws/eks-distro/kubernetes/go-runner',
    class: 'distroless',
    shell: 'none',
    commands: [],
  },
  {
    repository: 'public.ecr.aws/eks-distro-build-tooling/eks-distro-minimal-base*',
    class: 'distroless',
    shell: 'none',
    commands: [],
    user: '0',
    entrypoint: [],
    cmd: [],
  },

  // Languages
  ...language('node', 'node npm npx yarn yarnpkg corepack', nodeStart),
  ...language('python', 'python python3 pip pip3', { entrypoint: [], cmd: ['python3'] }),
  ...language('ruby', 'ruby gem bundle irb', { entrypoint: [], cmd: ['irb'] }),
  ...language('golang', 'go gofmt', { entrypoint: [], cmd: ['bash'] }),
  ...language('rust', 'cargo rustc', { entrypoint: [], cmd: ['bash'] }),
  ...language('elixir', 'elixir iex mix erl', { entrypoint: [], cmd: ['iex'] }),
  ...language('erlang', 'erl', { entrypoint: [], cmd: ['erl'] }),
  ...language('perl', 'perl cpanm', { entrypoint: [], cmd: ['perl', '-de0'] }),
  on(onAlpine, hub('php'), 'php curl', {
    tag: alpineTags,
    entrypoint: ['docker-php-entrypoint'],
    entrypointExecsCmd: true,
  }),
  on(onUbuntu, hub('php'), 'php curl apache2-foreground', {
    tag: '*apache*',
    entrypoint: ['docker-php-entrypoint'],
    entrypointExecsCmd: true,
    cmd: ['apache2-foreground'],
  }),
  on(onUbuntu, hub('php'), 'php curl php-fpm', {
    tag: '*fpm*',
    entrypoint: ['docker-php-entrypoint'],
    entrypointExecsCmd: true,
    cmd: ['php-fpm'],
  }),
  on(onUbuntu, hub('php'), 'php curl', {
    entrypoint: ['docker-php-entrypoint'],
    entrypointExecsCmd: true,
    cmd: ['php', '-a'],
  }),
  on(onAlpine, hub('composer'), 'composer php git unzip', {}),

  // Java
  windows(hub('eclipse-temurin'), windowsTags),
  on(onAlpine, hub('eclipse-temurin'), 'java keytool', {
    tag: alpineTags,
    mayHave: ['curl', 'bash', 'jshell'],
    entrypoint: ['/__cacert_entrypoint.sh'],
    entrypointExecsCmd: true,
  }),
  {
    ...on(onRpm, hub('eclipse-temurin'), 'java keytool', {
      tag: '*ubi*',
      mayHave: ['wget', 'jshell'],
      entrypoint: ['/__cacert_entrypoint.sh'],
      entrypointExecsCmd: true,
    }),
    class: 'minimal',
  },
  on(onUbuntu, hub('eclipse-temurin'), 'java keytool wget', {
    mayHave: ['curl', 'jshell'],
    entrypoint: ['/__cacert_entrypoint.sh'],
    entrypointExecsCmd: true,
  }),
  on(onAlpine, hub('amazoncorretto'), 'java keytool', { tag: alpineTags, entrypoint: [] }),
  on(onRpm, hub('amazoncorretto'), 'java keytool yum', {
    mayHave: ['dnf'],
    entrypoint: [],
    cmd: ['/bin/bash'],
  }),
  on(onAlpine, 'public.ecr.aws/amazoncorretto/amazoncorretto', 'java keytool', {
    tag: alpineTags,
    entrypoint: [],
  }),
  on(onRpm, 'public.ecr.aws/amazoncorretto/amazoncorretto', 'java keytool yum', {
    mayHave: ['dnf'],
    entrypoint: [],
    cmd: ['/bin/bash'],
  }),
  windows(hub('openjdk'), windowsTags),
  on(onAlpine, hub('openjdk'), 'java keytool', {
    tag: alpineTags,
    mayHave: ['jshell'],
    entrypoint: [],
  }),
  on(onSlim, hub('openjdk'), 'java keytool', {
    tag: slimTags,
    mayHave: ['jshell', 'curl'],
    entrypoint: [],
  }),
  on(onDebian, hub('openjdk'), 'java keytool', { mayHave: ['jshell'], entrypoint: [] }),
  on(onAlpine, hub('maven'), 'java mvn', { tag: alpineTags, mayHave: ['curl', 'git', 'bash'] }),
  on(onUbuntu, hub('maven'), 'java mvn', { mayHave: ['curl', 'wget', 'git'] }),
  on(onAlpine, hub('gradle'), 'java gradle', { tag: alpineTags, mayHave: ['curl', 'git', 'bash'] }),
  on(onUbuntu, hub('gradle'), 'java gradle', { mayHave: ['curl', 'wget', 'git', 'unzip'] }),
  on(onUbuntu, hub('tomcat'), 'java catalina.sh', {
    mayHave: ['curl', 'wget'],
    cmd: ['catalina.sh', 'run'],
    entrypoint: [],
  }),

  // .NET
  windows('mcr.microsoft.com/dotnet/*', windowsTags),
  ...['aspnet', 'runtime', 'runtime-deps'].flatMap((name): ParentEntry[] => {
    const repository = `mcr.microsoft.com/dotnet/${name}`;
    const own = name === 'runtime-deps' ? '' : 'dotnet';
    return [
      distroless(repository, own, { tag: '*chiseled*|*distroless*', user: '1654', entrypoint: [] }),
      on(onAlpine, repository, own, { tag: alpineTags, entrypoint: [], cmd: ['/bin/sh'] }),
      on(onSlim, repository, own, { entrypoint: [], cmd: ['bash'] }),
    ];
  }),
  on(onAlpine, 'mcr.microsoft.com/dotnet/sdk', 'dotnet curl', {
    tag: alpineTags,
    mayHave: ['pwsh', 'git'],
  }),
  on(onUbuntu, 'mcr.microsoft.com/dotnet/sdk', 'dotnet curl wget git', {
    mayHave: ['pwsh'],
    cmd: ['bash'],
    entrypoint: [],
  }),
  windows('mcr.microsoft.com/powershell', windowsTags),

  // Servers
  ...[
    'docker.io/nginxinc/nginx-unprivileged',
    'public.ecr.aws/nginx/nginx-unprivileged',
    'ghcr.io/nginxinc/nginx-unprivileged',
    'quay.io/nginx/nginx-unprivileged',
  ].flatMap(name => {
    const start: Extra = {
      user: '101',
      entrypoint: ['/docker-entrypoint.sh'],
      entrypointExecsCmd: true,
      cmd: ['nginx', '-g', 'daemon off;'],
    };
    return [
      on(onAlpine, name, 'nginx', { ...start, tag: alpineTags, mayHave: ['curl'] }),
      { ...on(onSlim, name, 'nginx curl', start), class: 'full' as const },
    ];
  }),
  ...['docker.io/library/nginx', 'public.ecr.aws/nginx/nginx'].flatMap(name => {
    const start: Extra = {
      entrypoint: ['/docker-entrypoint.sh'],
      entrypointExecsCmd: true,
      cmd: ['nginx', '-g', 'daemon off;'],
    };
    return [
      on(onAlpine, name, 'nginx', { ...start, tag: '*alpine*slim*' }),
      on(onAlpine, name, 'nginx curl', { ...start, tag: alpineTags }),
      { ...on(onSlim, name, 'nginx curl', start), class: 'full' as const },
    ];
  }),
  ...server('httpd', 'httpd httpd-foreground apachectl', {
    entrypoint: [],
    cmd: ['httpd-foreground'],
  }),
  on(onAlpine, hub('caddy'), 'caddy', {
    entrypoint: [],
    cmd: ['caddy', 'run', '--config', '/etc/caddy/Caddyfile', '--adapter', 'caddyfile'],
  }),
  on(onAlpine, hub('traefik'), 'traefik', {
    entrypoint: ['/entrypoint.sh'],
    entrypointExecsCmd: true,
    cmd: ['traefik'],
  }),
  ...server('haproxy', 'haproxy', {
    user: 'haproxy',
    entrypoint: ['docker-entrypoint.sh'],
    entrypointExecsCmd: true,
    cmd: ['haproxy', '-f', '/usr/local/etc/haproxy/haproxy.cfg'],
  }),
  ...server('redis', 'redis-server redis-cli', {
    entrypoint: ['docker-entrypoint.sh'],
    entrypointExecsCmd: true,
    cmd: ['redis-server'],
  }),
  ...server('memcached', 'memcached', {
    user: 'memcache',
    entrypoint: ['docker-entrypoint.sh'],
    entrypointExecsCmd: true,
    cmd: ['memcached'],
  }),
  ...server('postgres', 'postgres psql pg_isready pg_dump', {
    entrypoint: ['docker-entrypoint.sh'],
    entrypointExecsCmd: true,
    cmd: ['postgres'],
  }),
  on(onRpm, hub('mysql'), 'mysqld mysql mysqladmin', {
    entrypoint: ['docker-entrypoint.sh'],
    entrypointExecsCmd: true,
    cmd: ['mysqld'],
  }),
  on(onUbuntu, hub('mariadb'), 'mariadbd mariadb mariadb-admin healthcheck.sh', {
    entrypoint: ['docker-entrypoint.sh'],
    entrypointExecsCmd: true,
    cmd: ['mariadbd'],
  }),
  on(onUbuntu, hub('mongo'), 'mongod mongosh', {
    mayHave: ['mongo'],
    entrypoint: ['docker-entrypoint.sh'],
    entrypointExecsCmd: true,
    cmd: ['mongod'],
  }),
  ...server('rabbitmq', 'rabbitmq-server rabbitmq-diagnostics rabbitmqctl', {
    entrypoint: ['docker-entrypoint.sh'],
    entrypointExecsCmd: true,
    cmd: ['rabbitmq-server'],
  }),
  {
    repository: 'docker.io/bitnami/*',
    class: 'minimal',
    user: '1001',
    shell: 'dash',
    commands: debianSlim,
    mayHave: ['curl', 'wget', 'node', 'python', 'python3', 'java', 'nginx', 'psql', 'redis-cli'],
  },

  // Images without a shell
  ...googleDistroless('static*', '', []),
  ...googleDistroless('base*', '', []),
  ...googleDistroless('cc*', '', []),
  ...googleDistroless('nodejs*', 'node', ['/nodejs/bin/node']),
  ...googleDistroless('java-base*', '', []),
  ...googleDistroless('java*', 'java', ['/usr/bin/java', '-jar']),
  ...googleDistroless('python3*', 'python3', ['/usr/bin/python3']),
  {
    repository: 'cgr.dev/chainguard/wolfi-base',
    class: 'minimal',
    user: '0',
    shell: 'busybox',
    commands: alpine,
    noVersionTags: true,
    entrypoint: [],
    cmd: ['/bin/sh', '-l'],
  },
  {
    repository: 'cgr.dev/chainguard/*',
    tag: '*-dev',
    class: 'minimal',
    user: '65532',
    shell: 'busybox',
    commands: alpine,
    mayHave: ['node', 'npm', 'python', 'python3', 'java', 'go', 'bash', 'curl'],
    noVersionTags: true,
  },
  distroless('cgr.dev/chainguard/node', 'node', {
    user: '65532',
    noVersionTags: true,
    cmd: undefined,
  }),
  distroless('cgr.dev/chainguard/python', 'python python3', {
    user: '65532',
    noVersionTags: true,
    cmd: undefined,
  }),
  distroless('cgr.dev/chainguard/*', '', {
    user: '65532',
    noVersionTags: true,
    cmd: undefined,
    mayHave: ['java', 'ruby', 'php', 'nginx', 'dotnet', 'go', 'wget', 'curl', 'node', 'python3'],
  }),
  {
    repository: 'dhi.io/*',
    tag: '*-dev*',
    class: 'minimal',
    user: '0',
    commands: core,
    mayHave: ['curl', 'wget', 'bash', 'node', 'npm', 'python', 'python3', 'java', 'go'],
  },
  distroless('dhi.io/*', '', {
    user: '65532',
    cmd: undefined,
    mayHave: ['node', 'python', 'python3', 'java', 'nginx', 'dotnet'],
  }),

  // Functions
  on(onRpm, 'public.ecr.aws/lambda/*', '', {
    entrypoint: ['/lambda-entrypoint.sh'],
    entrypointExecsCmd: true,
    mayHave: ['node', 'npm', 'python', 'python3', 'java', 'ruby', 'dotnet'],
  }),
];
