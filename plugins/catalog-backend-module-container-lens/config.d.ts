export interface Config {
  containerLens?: {
    goldenPath?: {
      templates?: {
        /**
         * Names of the packaged templates that the catalog shows; all of them when not set.
         * @visibility backend
         */
        enabled?: string[];
      };
      /** What the form offers for the new repository. */
      repositories?: {
        /**
         * Hosts, for example `localhost:7007`; every host the portal has an integration for when not set.
         * @visibility backend
         */
        allowedHosts?: string[];
        /**
         * Organisations or users; any when not set.
         * @visibility backend
         */
        allowedOwners?: string[];
      };
    };
  };
}
