export interface Config {
  containerLens?: {
    /**
     * Golden paths: what the platform decides for the services it creates. Everything has a default. Nothing here is
     * secret. docs of every key: packages/golden-path.
     */
    goldenPath?: {
      organization?: {
        /** @visibility backend */
        name?: string;
        /** @visibility backend */
        docsUrl?: string;
      };
      aws?: {
        /**
         * Whether templates create things in AWS. The credentials are those of the configuration `aws`, a role per account.
         * @visibility backend
         */
        enabled?: boolean;
      };
      /** Where images of services go. */
      registry?: {
        /**
         * AWS account id, 12 digits.
         * @visibility backend
         */
        account?: string;
        /** @visibility backend */
        region?: string;
        /**
         * First part of the repository name; `services` when not set.
         * @visibility backend
         */
        namespace?: string;
        /** @visibility backend */
        kmsKeyArn?: string;
      };
      /**
       * Parent images by language, each with tag and digest: one pair, or a list of pairs with an `id` each, the default
       * first.
       */
      parentImages?: {
        [language: string]:
          | {
              /** @visibility backend */
              build: string;
              /** @visibility backend */
              runtime: string;
            }
          | Array<{
              /** @visibility backend */
              id?: string;
              /** @visibility backend */
              title?: string;
              /** @visibility backend */
              build: string;
              /** @visibility backend */
              runtime: string;
            }>;
      };
      /** Staging and production when not set. */
      environments?: Array<{
        /** @visibility backend */
        name: string;
        /** @visibility backend */
        account?: string;
        /** @visibility backend */
        region?: string;
        /** @visibility backend */
        approval?: boolean;
      }>;
      targets?: {
        /**
         * Deploy targets the form offers; every packaged one when not set.
         * @visibility backend
         */
        enabled?: string[];
        /** @visibility backend */
        default?: string;
        /**
         * Target to the sentence of its banner.
         * @visibility backend
         */
        deprecated?: { [target: string]: string };
      };
      kubernetes?: {
        /** @visibility backend */
        identity?: 'pod-identity' | 'irsa';
        /** @visibility backend */
        alerts?: 'prometheus-operator' | 'cloudwatch' | 'none';
      };
      ci?: {
        /** @visibility backend */
        default?: string;
        /** Commit and version of third-party actions, instead of the packaged ones. */
        actionPins?: {
          [action: string]: {
            /** @visibility backend */
            sha: string;
            /** @visibility backend */
            version: string;
          };
        };
      };
      /** @visibility backend */
      updateBot?: string;
      defaults?: {
        /**
         * CPU units; 1024 is one vCPU.
         * @visibility backend
         */
        cpu?: number;
        /**
         * MiB.
         * @visibility backend
         */
        memory?: number;
        scaling?: {
          /** @visibility backend */
          min?: number;
          /** @visibility backend */
          max?: number;
          /** @visibility backend */
          cpuPercent?: number;
        };
        /** @visibility backend */
        architectures?: Array<'arm64' | 'amd64'>;
        /** Seconds. */
        shutdown?: {
          /** @visibility backend */
          drainSeconds?: number;
          /** @visibility backend */
          maxRequestSeconds?: number;
          /** @visibility backend */
          flushSeconds?: number;
        };
      };
      limits?: {
        /** @visibility backend */
        maxCpu?: number;
        /** @visibility backend */
        maxMemory?: number;
        /** @visibility backend */
        cpuLimit?: 'required' | 'omit';
      };
      /**
       * Labels that entities of services get, by name: `required` asks for one, any other text is the value of all services.
       */
      labels?: {
        [name: string]:
          | string
          | {
              /** @visibility backend */
              title?: string;
              /** @visibility backend */
              value?: string;
              /** @visibility backend */
              values?: string[];
              /** @visibility backend */
              required?: boolean;
            };
      };
      /**
       * Folders, or `url:https://…` of a folder in a repository, that are searched for overlays before the packaged ones.
       * @visibility backend
       */
      overlayPaths?: string[];
    };
    /** The organisation document; declared in full by the plugin container-lens. */
    organisation?: object;
  };
}
