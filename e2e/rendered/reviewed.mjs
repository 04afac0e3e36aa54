/**
 * What checkov finds in generated files and is right as it is. Findings that have their reason in the file itself
 * (`checkov:skip`) or in the `make` target are not repeated here. An entry that nothing needs fails the suite.
 */
export const reviewed = [
  {
    rule: 'CKV_DOCKER_7',
    file: 'Dockerfile',
    reason:
      'It takes FROM ${RUNTIME_IMAGE} for an image without a tag; the ARG above has tag and digest, and the lens checks it.',
  },
  {
    rule: 'CKV_GHA_7',
    file: '.github/workflows/deploy.yml',
    reason:
      'The inputs are the environment, a choice, and a digest that is checked by its form: they decide what is deployed again, not what is built.',
  },
  {
    rule: 'CKV_AWS_149',
    file: 'infra/secrets.yaml',
    reason:
      'Secrets Manager always encrypts, with the key of AWS. An own key needs a policy for every role that reads: a decision of the platform.',
  },
  {
    rule: 'CKV_AWS_136',
    file: 'infra/ecr.yaml',
    reason:
      'With AES-256 unless the configuration names a key (registry.kmsKeyArn), which is rendered then. ECR cannot change it later.',
  },
  {
    rule: 'CKV_AWS_51',
    file: 'infra/ecr.yaml',
    reason:
      'It does not know IMMUTABLE_WITH_EXCLUSION: every tag is immutable but the build caches, which are no images that run.',
  },
  {
    rule: 'CKV_AWS_18',
    file: 'infra/pipeline.yaml',
    reason:
      'The bucket hands artifacts from one stage of the pipeline to the next for 30 days; CloudTrail has who read what.',
  },
  {
    rule: 'CKV_AWS_21',
    file: 'infra/pipeline.yaml',
    reason: 'Every artifact has a key of its own and expires; a version would only be kept longer.',
  },
  {
    rule: 'CKV_AWS_158',
    file: 'infra/pipeline.yaml',
    reason:
      'CloudWatch always encrypts, with the key of AWS. The logs of a build hold no secret: the pipeline has none.',
  },
];
