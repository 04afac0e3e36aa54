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
     * Who may read the organisation document at `/api/container-lens/v1/organisation`: who is signed in or has a token
     * of `backend.auth.externalAccess`, or whoever reaches the portal. `signed-in` when not set.
     *
     * @visibility backend
     */
    organisationAccess?: 'signed-in' | 'public';
    /**
     * What the organisation decided about the lens. Served to people and to pipelines at
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
       * Repositories services should inherit from: a pattern, or an object with `repository`, `tier` (`os` or
       * `runtime`), `status` (`approved` or `deprecated`) and `reason`.
       *
       * @visibility backend
       */
      approvedParents?: Array<
        | string
        | {
            repository: string;
            tier?: 'os' | 'runtime';
            status?: 'approved' | 'deprecated';
            reason?: string;
          }
      >;
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
        /**
         * Paths of files with the setuid or setgid bit; the empty list says that there are none.
         *
         * @visibility backend
         */
        setuidFiles?: string[];
        /**
         * Names of system packages the image holds.
         *
         * @visibility backend
         */
        packages?: string[];
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
      /**
       * True when deploy descriptors live outside of the services' repositories.
       *
       * @visibility backend
       */
      deliveryElsewhere?: boolean;
      /**
       * True when a bot proposes updates without a file in the repository.
       *
       * @visibility backend
       */
      updateBotElsewhere?: boolean;
      /**
       * True when the Kubernetes clusters collect and ship what containers write to standard output.
       *
       * @visibility backend
       */
      kubernetesLogsCollected?: boolean;
      /** Label patterns of self-hosted runners; `*` matches any characters. */
      runners?: {
        /** @visibility backend */
        managed?: string[];
        /** @visibility backend */
        ephemeral?: string[];
        /** @visibility backend */
        persistent?: string[];
      };
      /**
       * Tags of released images; `*` matches any characters, `|` separates alternatives. Versions and commit ids when
       * not set.
       *
       * @visibility backend
       */
      releaseTagPattern?: string;
      /**
       * Thresholds by check id and parameter name, as in the reference of the checks.
       *
       * @visibility backend
       */
      parameters?: { [check: string]: object };
      /**
       * Weights of pillars (OPS, SEC, REL, PERF, COST, SUS) in the overall score; a pillar that is not named keeps
       * its own.
       *
       * @visibility backend
       */
      weights?: { [pillar: string]: number };
      /** Days on which support of a product's release cycle ends. */
      endOfLife?: Array<{
        /** @visibility backend */
        product: string;
        /** @visibility backend */
        cycle: string;
        /**
         * `YYYY-MM-DD`.
         *
         * @visibility backend
         */
        date: string;
      }>;
      /**
       * Words that make a variable name the name of a secret, beside those of the lens.
       *
       * @visibility backend
       */
      secretNames?: string[];
      /** Tools of pipelines that do what a check looks for. */
      extraTools?: Array<{
        /** @visibility backend */
        kind: 'image-scanner' | 'secret-scanner' | 'manifest-scanner' | 'lint';
        /**
         * First word of the command.
         *
         * @visibility backend
         */
        command?: string;
        /**
         * Action without version.
         *
         * @visibility backend
         */
        action?: string;
      }>;
      /**
       * Attestations that hold for every service, with the fields of `.container-lens.yaml`. A service's own statements
       * win.
       */
      attestations?: Array<{
        /** @visibility backend */
        check: string;
        /** @visibility backend */
        unit?: string;
        /** @visibility backend */
        answer: 'yes' | 'no';
        /** @visibility backend */
        statement: string;
        /** @visibility backend */
        evidence_url: string;
        /** @visibility backend */
        attested_by: string;
        /** @visibility backend */
        attested_at: string;
        /** @visibility backend */
        expires_at: string;
      }>;
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
