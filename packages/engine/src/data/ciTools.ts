/**
 * What a pipeline uses a tool for.
 *
 * @public
 */
export type ToolPurpose =
  | 'image-scan'
  | 'dockerfile-lint'
  | 'manifest-scan'
  /** Checks of a schema: less than a scan. */
  | 'manifest-schema'
  | 'secret-scan';

/**
 * One tool and the names it is known by in pipelines.
 *
 * @public
 */
export interface CiTool {
  readonly id: string;
  readonly purposes: readonly ToolPurpose[];
  /** First word of its commands. */
  readonly commands?: readonly string[];
  /** Words that must follow the command, `docker scout` for example. */
  readonly verb?: string;
  /** Actions without version; `*` matches any characters. */
  readonly actions?: readonly string[];
  /** Images it is published in, without tag; `*` matches any characters. */
  readonly images?: readonly string[];
  /** Parts of the name of a template or component of GitLab. */
  readonly templates?: readonly string[];
  /** Ids of hooks of pre-commit. */
  readonly hooks?: readonly string[];
}

/**
 * Day of the last change of this file. It belongs to the maintainers of the security checks; what only one organisation
 * uses goes into `extraTools` of its document instead.
 */
export const ciToolsVersion = '2026-11-22';

/** How the tools are used is read in `facts/ciSecurity`; here is only how they are called. */
export const ciTools: readonly CiTool[] = [
  {
    id: 'trivy',
    purposes: ['image-scan', 'dockerfile-lint', 'manifest-scan', 'secret-scan'],
    commands: ['trivy'],
    actions: ['aquasecurity/trivy-action', 'lazy-actions/gitrivy'],
    images: ['aquasec/trivy', 'aquasecurity/trivy', '*/aquasec/trivy', '*/aquasecurity/trivy'],
    hooks: ['trivy*'],
  },
  {
    id: 'grype',
    purposes: ['image-scan'],
    commands: ['grype'],
    actions: ['anchore/scan-action'],
    images: ['anchore/grype', '*/anchore/grype'],
  },
  {
    id: 'anchore',
    purposes: ['image-scan'],
    commands: ['anchorectl', 'anchore-cli', 'inline_scan.sh', 'inline_scan'],
  },
  {
    id: 'snyk',
    purposes: ['image-scan', 'manifest-scan'],
    commands: ['snyk'],
    actions: ['snyk/actions/*'],
    images: ['snyk/snyk', 'snyk/snyk-cli'],
  },
  {
    id: 'docker-scout',
    purposes: ['image-scan'],
    commands: ['docker'],
    verb: 'scout',
    actions: ['docker/scout-action'],
  },
  {
    id: 'docker-scout',
    purposes: ['image-scan'],
    commands: ['docker-scout'],
    images: ['docker/scout-cli'],
  },
  { id: 'docker-scan', purposes: ['image-scan'], commands: ['docker'], verb: 'scan' },
  {
    id: 'inspector',
    purposes: ['image-scan'],
    commands: ['inspector-sbomgen'],
    actions: ['aws-actions/vulnerability-scan-github-action-for-amazon-inspector'],
  },
  {
    id: 'ecr-scan',
    purposes: ['image-scan'],
    commands: ['aws'],
    verb: 'ecr',
    actions: ['alexjurkiewicz/ecr-scan-image'],
  },
  {
    id: 'clair',
    purposes: ['image-scan'],
    commands: ['clair-scanner', 'klar', 'clairctl'],
    actions: ['quay/clair-action'],
  },
  { id: 'wiz', purposes: ['image-scan'], commands: ['wizcli'] },
  {
    id: 'prisma',
    purposes: ['image-scan'],
    commands: ['twistcli'],
    actions: ['paloaltonetworks/prisma-cloud-scan', 'twistlock/*'],
  },
  {
    id: 'sysdig',
    purposes: ['image-scan'],
    commands: ['sysdig-cli-scanner'],
    actions: ['sysdiglabs/scan-action'],
  },
  { id: 'azure-container-scan', purposes: ['image-scan'], actions: ['azure/container-scan'] },
  {
    id: 'gitlab-container-scanning',
    purposes: ['image-scan'],
    templates: ['container-scanning', 'auto-devops.gitlab-ci'],
  },
  {
    id: 'hadolint',
    purposes: ['dockerfile-lint'],
    commands: ['hadolint'],
    actions: [
      'hadolint/hadolint-action',
      'reviewdog/action-hadolint',
      'jbergstroem/hadolint-gh-action',
      'brpaz/hadolint-action',
      'burdzwastaken/hadolint-action',
      'stefanprodan/kube-tools',
      'pipeline-components/hadolint',
    ],
    images: ['hadolint/hadolint', '*/hadolint/hadolint', 'pipelinecomponents/hadolint'],
    hooks: ['hadolint', 'hadolint-*'],
  },
  {
    id: 'docker-check',
    purposes: ['dockerfile-lint'],
    commands: ['docker', 'buildctl'],
    actions: ['docker/build-push-action', 'docker/bake-action'],
  },
  {
    id: 'checkov',
    purposes: ['dockerfile-lint', 'manifest-scan'],
    commands: ['checkov'],
    actions: ['bridgecrewio/checkov-action'],
    images: ['bridgecrew/checkov', '*/bridgecrew/checkov'],
    hooks: ['checkov*'],
  },
  {
    id: 'kics',
    purposes: ['dockerfile-lint', 'manifest-scan'],
    commands: ['kics'],
    actions: ['checkmarx/kics-github-action', 'checkmarx/kics-action'],
    images: ['checkmarx/kics', '*/checkmarx/kics'],
    templates: ['sast-iac', 'auto-devops.gitlab-ci'],
    hooks: ['kics*'],
  },
  {
    id: 'semgrep',
    purposes: ['dockerfile-lint'],
    commands: ['semgrep', 'opengrep'],
    actions: ['returntocorp/semgrep-action', 'semgrep/semgrep-action'],
    images: ['returntocorp/semgrep', 'semgrep/semgrep'],
    hooks: ['semgrep*'],
  },
  {
    id: 'super-linter',
    purposes: ['dockerfile-lint'],
    actions: [
      'super-linter/super-linter',
      'super-linter/super-linter/slim',
      'github/super-linter',
      'github/super-linter/slim',
    ],
    images: ['*/super-linter/super-linter', '*/github/super-linter', 'github/super-linter'],
  },
  {
    id: 'megalinter',
    purposes: ['dockerfile-lint'],
    commands: ['mega-linter-runner'],
    actions: [
      'oxsecurity/megalinter',
      'oxsecurity/megalinter/*',
      'megalinter/megalinter',
      'megalinter/megalinter/*',
      'nvuillam/mega-linter',
    ],
    images: ['oxsecurity/megalinter*', '*/oxsecurity/megalinter*', 'megalinter/*'],
  },
  {
    id: 'kube-linter',
    purposes: ['manifest-scan'],
    commands: ['kube-linter'],
    actions: ['stackrox/kube-linter-action'],
    images: ['stackrox/kube-linter', '*/stackrox/kube-linter'],
    hooks: ['kube-linter*'],
  },
  {
    id: 'kubesec',
    purposes: ['manifest-scan'],
    commands: ['kubesec'],
    actions: ['controlplaneio/kubesec-action'],
    images: ['kubesec/kubesec', '*/kubesec/kubesec'],
  },
  {
    id: 'polaris',
    purposes: ['manifest-scan'],
    commands: ['polaris'],
    actions: ['fairwindsops/polaris*'],
    images: ['*/fairwinds/polaris', '*/fairwindsops/polaris'],
  },
  {
    id: 'kube-score',
    purposes: ['manifest-scan'],
    commands: ['kube-score'],
    images: ['zegl/kube-score'],
    hooks: ['kube-score'],
  },
  {
    id: 'kyverno',
    purposes: ['manifest-scan'],
    commands: ['kyverno'],
    images: ['*/kyverno/kyverno-cli'],
  },
  {
    id: 'conftest',
    purposes: ['manifest-scan'],
    commands: ['conftest'],
    actions: ['instrumenta/conftest-action', 'yubiuser/conftest-action'],
    images: ['openpolicyagent/conftest', 'instrumenta/conftest'],
    hooks: ['conftest*'],
  },
  { id: 'cfn-guard', purposes: ['manifest-scan'], commands: ['cfn-guard'], hooks: ['cfn-guard*'] },
  {
    id: 'cfn-nag',
    purposes: ['manifest-scan'],
    commands: ['cfn_nag', 'cfn_nag_scan'],
    actions: ['stelligent/cfn_nag'],
    hooks: ['cfn-nag', 'cfn_nag'],
  },
  { id: 'cdk-nag', purposes: ['manifest-scan'], commands: ['cdk'] },
  {
    id: 'tfsec',
    purposes: ['manifest-scan'],
    commands: ['tfsec'],
    actions: [
      'aquasecurity/tfsec-action',
      'aquasecurity/tfsec-pr-commenter-action',
      'reviewdog/action-tfsec',
      'triat/terraform-security-scan',
    ],
    images: ['aquasec/tfsec', 'tfsec/tfsec'],
    hooks: ['terraform_tfsec', 'tfsec'],
  },
  {
    id: 'terrascan',
    purposes: ['manifest-scan'],
    commands: ['terrascan'],
    actions: ['tenable/terrascan-action', 'accurics/terrascan-action'],
    images: ['tenable/terrascan', 'accurics/terrascan'],
    hooks: ['terraform_terrascan', 'terrascan*'],
  },
  {
    id: 'helm-lint',
    purposes: ['manifest-schema'],
    commands: ['helm'],
    verb: 'lint',
    hooks: ['helmlint', 'helm-lint'],
  },
  { id: 'chart-testing', purposes: ['manifest-schema'], commands: ['ct'], verb: 'lint' },
  {
    id: 'kubeconform',
    purposes: ['manifest-schema'],
    commands: ['kubeconform', 'kubeval'],
    actions: ['*/*kubeconform*', 'instrumenta/kubeval-action'],
    images: ['*/yannh/kubeconform', 'garethr/kubeval'],
    hooks: ['kubeconform*', 'kubeval*'],
  },
  {
    id: 'cfn-lint',
    purposes: ['manifest-schema'],
    commands: ['cfn-lint'],
    actions: ['scottbrenner/cfn-lint-action', 'scottbrenner/setup-cfn-lint'],
    hooks: ['cfn-lint', 'cfn-python-lint'],
  },
  { id: 'sam-validate', purposes: ['manifest-schema'], commands: ['sam'], verb: 'validate' },
  {
    id: 'terraform-validate',
    purposes: ['manifest-schema'],
    commands: ['terraform', 'tofu'],
    verb: 'validate',
    hooks: ['terraform_validate', 'tofu_validate'],
  },
  {
    id: 'tflint',
    purposes: ['manifest-schema'],
    commands: ['tflint'],
    hooks: ['terraform_tflint'],
  },
  {
    id: 'gitleaks',
    purposes: ['secret-scan'],
    commands: ['gitleaks'],
    actions: ['gitleaks/gitleaks-action', 'zricethezav/gitleaks-action'],
    images: [
      'zricethezav/gitleaks',
      'gitleaks/gitleaks',
      '*/gitleaks/gitleaks',
      '*/zricethezav/gitleaks',
    ],
    hooks: ['gitleaks*', 'betterleaks*'],
  },
  {
    id: 'trufflehog',
    purposes: ['secret-scan'],
    commands: ['trufflehog', 'trufflehog3'],
    actions: ['trufflesecurity/trufflehog', 'edplato/trufflehog-actions-scan'],
    images: ['trufflesecurity/trufflehog', '*/trufflesecurity/trufflehog'],
    hooks: ['trufflehog*'],
  },
  {
    id: 'detect-secrets',
    purposes: ['secret-scan'],
    commands: ['detect-secrets-hook', 'detect-secrets'],
    actions: ['reviewdog/action-detect-secrets'],
    hooks: ['detect-secrets'],
  },
  {
    id: 'ggshield',
    purposes: ['secret-scan'],
    commands: ['ggshield'],
    actions: [
      'gitguardian/ggshield-action',
      'gitguardian/ggshield/actions/secret',
      'gitguardian/gg-shield-action',
    ],
    images: ['gitguardian/ggshield', '*/gitguardian/ggshield'],
    hooks: ['ggshield*'],
  },
  {
    id: 'git-secrets',
    purposes: ['secret-scan'],
    commands: ['git-secrets'],
    hooks: ['git-secrets'],
  },
  {
    id: 'gitlab-secret-detection',
    purposes: ['secret-scan'],
    templates: ['secret-detection', 'auto-devops.gitlab-ci'],
  },
];

/** Words in front of a command that do not change what it is. */
export const commandWrappers: readonly string[] = [
  'npx',
  'pnpx',
  'bunx',
  'uvx',
  'yarn dlx',
  'pnpm dlx',
  'pnpm exec',
  'npm exec',
  'pipx run',
  'poetry run',
  'pipenv run',
  'uv run',
  'uv tool run',
  'pdm run',
  'hatch run',
  'bundle exec',
  'python -m',
  'python3 -m',
  'mise exec',
  'mise x',
  'asdf exec',
  'xargs',
  'timeout',
  'retry',
  'time',
];
