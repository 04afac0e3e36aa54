/** What a template offers for the repository; the catalog module fills it in from the configuration. */
export interface RepositoryOptions {
  /** Hosts; those of the portal's integrations when empty. */
  readonly allowedHosts?: string[];
  /** Organisations and users; any when empty. */
  readonly allowedOwners?: string[];
}
