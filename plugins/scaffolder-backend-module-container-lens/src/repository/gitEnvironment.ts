import { RemoteCredentials } from './remoteCredentials';

/**
 * Settings of every git process. They come through the environment, so no file of a repository can weaken them and
 * nothing of them is left behind.
 */
const settings: Readonly<Record<string, string>> = {
  'advice.detachedHead': 'false',
  'core.attributesFile': '/dev/null',
  'core.autocrlf': 'false',
  'core.bare': 'false',
  'core.bigFileThreshold': '16m',
  'core.excludesFile': '/dev/null',
  'core.fileMode': 'true',
  'core.fsmonitor': 'false',
  // Nothing that lies in a repository is ever executed.
  'core.hooksPath': '/dev/null',
  // Names that are `.git` on other systems are refused here, too.
  'core.protectHFS': 'true',
  'core.protectNTFS': 'true',
  // A link is written as a link, and what it points to is never read.
  'core.symlinks': 'true',
  'credential.helper': '',
  'fetch.fsckObjects': 'true',
  // Old commits have these; they harm nobody.
  'fetch.fsck.badEmail': 'ignore',
  'fetch.fsck.badTimezone': 'ignore',
  'fetch.fsck.missingSpaceBeforeDate': 'ignore',
  'fetch.fsck.missingSpaceBeforeEmail': 'ignore',
  'fetch.fsck.zeroPaddedFilemode': 'ignore',
  'fetch.recurseSubmodules': 'false',
  // What arrives is one pack, whose size can be watched.
  'fetch.unpackLimit': '1',
  'gc.auto': '0',
  'gc.autoDetach': 'false',
  'maintenance.auto': 'false',
  // To another host it would take the credentials along.
  'http.followRedirects': 'false',
  // A host that sends less than 1 KB/s for a minute sends nothing.
  'http.lowSpeedLimit': '1000',
  'http.lowSpeedTime': '60',
  'protocol.allow': 'never',
  'protocol.version': '2',
  'push.followTags': 'false',
  'push.recurseSubmodules': 'no',
  'safe.directory': '*',
  'submodule.recurse': 'false',
  'user.useConfigOnly': 'true',
};

/** Of the portal's own environment: what is needed to find git and to leave the network through a proxy. */
const inherited = [
  'PATH',
  'TMPDIR',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'no_proxy',
  'NO_PROXY',
  'ALL_PROXY',
  'all_proxy',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];

/** The environment of a git process: what it needs, nothing of the portal's. */
export function gitEnvironment(options: {
  gitDir: string;
  workTree?: string;
  /** Set for commands that talk to the host only. */
  network?: { cloneUrl: string; credentials: RemoteCredentials };
  /** Author and committer of what is committed. */
  author?: { name: string; email: string };
}): NodeJS.ProcessEnv {
  const { gitDir, workTree, network, author } = options;
  const all = { ...settings };
  if (network) {
    all[`protocol.${new URL(network.cloneUrl).protocol.replace(':', '')}.allow`] = 'always';
    if (network.credentials.git !== '') {
      all[`http.${new URL(network.cloneUrl).origin}/.extraHeader`] = network.credentials.git;
    }
  }
  const environment: Record<string, string> = {
    HOME: gitDir,
    LC_ALL: 'C',
    GIT_DIR: gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_CONFIG_COUNT: String(Object.keys(all).length),
  };
  Object.entries(all).forEach(([key, value], index) => {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  for (const name of inherited) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  if (workTree !== undefined) environment.GIT_WORK_TREE = workTree;
  if (author) {
    for (const role of ['AUTHOR', 'COMMITTER']) {
      environment[`GIT_${role}_NAME`] = author.name;
      environment[`GIT_${role}_EMAIL`] = author.email;
    }
  }
  return environment as unknown as NodeJS.ProcessEnv;
}
