import { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * Assessment of catalog entities against the Container Build Lens.
   *
   * @visibility backend
   */
  containerLens?: {
    /** Which entities are judged. */
    entities?: {
      /**
       * Kinds of entities; `[Component]` when not set.
       *
       * @visibility backend
       */
      kinds?: string[];
      /**
       * Values of `spec.type`; all of them when not set.
       *
       * @visibility backend
       */
      types?: string[];
    };
    schedule?: {
      /**
       * How often the source of every entity is looked at; one hour when not set. A source that did not change costs
       * one request for its newest commit.
       *
       * @visibility backend
       */
      frequency?: HumanDuration | string;
      /**
       * How long one assessment may take; two minutes when not set.
       *
       * @visibility backend
       */
      timeout?: HumanDuration | string;
      /**
       * How often the catalog is asked for new, changed and removed entities; five seconds when not set. It is asked
       * so often for two minutes after a start, a push, a change, or somebody who looks at scorecards, and once a
       * minute at other times. A catalog of more than a thousand entities is asked less often, up to once a minute, so
       * that this is at most a twentieth of the time.
       *
       * @visibility backend
       */
      reconcile?: HumanDuration | string;
    };
    /**
     * A scorecard whose source was not verified for so long is shown as stale; one day when not set.
     *
     * @visibility backend
     */
    freshness?: HumanDuration | string;
    /**
     * Assessments at a time in each replica of the backend, 1 to 50; 2 when not set.
     *
     * @visibility backend
     */
    concurrency?: number;
    source?: {
      /**
       * Hosts (`github.com`, `git.example.com:8443`) whose URLs may be read, whatever an annotation says. The hosts of
       * the configured integrations when not set.
       *
       * @visibility backend
       */
      allowedHosts?: string[];
    };
    /**
     * What the organisation decided about the lens. Served to signed-in users and to pipelines at
     * `/api/container-lens/v1/organisation`, so nothing in it may be secret.
     */
    organisation?: {
      /** @visibility backend */
      schemaVersion?: 1;
      /** @visibility backend */
      name?: string;
      /**
       * Hosts, or host and path prefix, that are the organisation's own; `*` matches any characters.
       *
       * @visibility backend
       */
      privateRegistries?: string[];
      /**
       * Public registries that are trusted beside those of the lens.
       *
       * @visibility backend
       */
      trustedPublicRegistries?: string[];
      /**
       * Repositories services should inherit from.
       *
       * @visibility backend
       */
      approvedParents?: string[];
      /** Facts about parent images that the lens does not know. */
      parentImages?: Array<{
        /**
         * Repository without tag; `*` matches any characters.
         *
         * @visibility backend
         */
        repository: string;
        /**
         * Tag pattern; every tag when not set.
         *
         * @visibility backend
         */
        tag?: string;
        /** @visibility backend */
        class?: 'empty' | 'distroless' | 'minimal' | 'full';
        /**
         * Default user: a name or numeric id.
         *
         * @visibility backend
         */
        user?: string;
        /**
         * Kind of `/bin/sh`.
         *
         * @visibility backend
         */
        shell?: 'dash' | 'bash' | 'busybox' | 'none';
        /**
         * Names of commands in the image beyond those of its class.
         *
         * @visibility backend
         */
        commands?: string[];
        /**
         * True when the image defines HEALTHCHECK.
         *
         * @visibility backend
         */
        healthcheck?: boolean;
      }>;
      /**
       * Whether containers must have a CPU limit; true when not set.
       *
       * @visibility backend
       */
      requireCpuLimit?: boolean;
      /**
       * True when pipelines live outside of the services' repositories.
       *
       * @visibility backend
       */
      ciElsewhere?: boolean;
      /** Checks that are not judged, with the reason. */
      disabledChecks?: Array<{
        /**
         * Id of the check.
         *
         * @visibility backend
         */
        check: string;
        /** @visibility backend */
        reason: string;
      }>;
    };
  };
}
