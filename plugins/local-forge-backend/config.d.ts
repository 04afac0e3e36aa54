export interface Config {
  /**
   * The embedded Git host. For one trust domain on one machine: local use, demos and tests.
   */
  localForge?: {
    /**
     * Turns the forge on. Nothing is served and nothing is written to disk unless this is `true`.
     * @visibility backend
     */
    enabled?: boolean;
    /**
     * The folder that holds the repositories and the token. Absolute, or relative to the root of
     * the installation: the nearest folder, from the working directory upwards, with a
     * `backstage.json`; the working directory when there is none. Default: `./data/forge`.
     * @visibility backend
     */
    dataDir?: string;
    /**
     * Who may read: everyone who reaches the listener (`public`), or only those who send the token
     * (`authenticated`, the default). Writing always needs the token.
     * @visibility backend
     */
    readAccess?: 'authenticated' | 'public';
    /**
     * The largest size of one repository on disk, in MiB (1 to 10240). Default: 50.
     * @visibility backend
     */
    maxRepositoryMiB?: number;
  };
}
