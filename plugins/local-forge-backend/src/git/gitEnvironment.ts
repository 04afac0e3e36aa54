/**
 * Settings of every git process. They come through the environment, so that nothing in a
 * repository's own configuration file can weaken them.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  // Nothing that lies in a repository is ever executed.
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'safe.directory': '*',
  // Larger blobs are streamed, so that a small pack of a huge file does not fill the memory.
  'core.bigFileThreshold': '16m',
  'gc.autoDetach': 'false',
  'maintenance.autoDetach': 'false',
  'http.receivepack': 'true',
  'http.uploadpack': 'true',
  'http.getanyfile': 'false',
  'http.maxRequestBuffer': '10m',
  'receive.autogc': 'false',
  'receive.denyNonFastForwards': 'true',
  'receive.denyDeleteCurrent': 'refuse',
  'receive.denyCurrentBranch': 'ignore',
  'receive.fsckObjects': 'true',
  'receive.unpackLimit': '1',
};

/** The environment of a git process: what it needs, nothing of ours. */
export function gitEnvironment(options: {
  /** An empty folder: no personal configuration is read. */
  homeDir: string;
  /** Settings that hold for this process only. */
  settings?: Readonly<Record<string, string>>;
  /** Variables that hold for this process only, for example those of CGI. */
  variables?: Readonly<Record<string, string>>;
}): Record<string, string> {
  const settings = Object.entries({ ...SETTINGS, ...options.settings });
  const environment: Record<string, string> = {
    PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: options.homeDir,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_CONFIG_COUNT: String(settings.length),
    ...options.variables,
  };
  settings.forEach(([key, value], index) => {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  return environment;
}
