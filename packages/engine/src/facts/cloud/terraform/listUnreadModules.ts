import { UnreadCloudFile } from '../cloudResource';
import { TerraformModule } from './terraformModule';

/** Words of the sources of modules, with the types of resources that such a module makes. */
const makers: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /(^|[^a-z])(ecs|fargate)([^a-z]|$)/i,
    ['AWS::ECS::TaskDefinition', 'AWS::ECS::Service', 'AWS::Logs::LogGroup'],
  ],
  [/(^|[^a-z])ecr([^a-z]|$)/i, ['AWS::ECR::Repository', 'AWS::ECR::LifecyclePolicy']],
  [/codebuild/i, ['AWS::CodeBuild::Project']],
  [/codepipeline|pipeline/i, ['AWS::CodePipeline::Pipeline']],
  [/guardduty/i, ['AWS::GuardDuty::Detector']],
  [/autoscal/i, ['AWS::ApplicationAutoScaling::ScalableTarget']],
  [/alarm|cloudwatch/i, ['AWS::CloudWatch::Alarm']],
  [/pod-identity/i, ['AWS::EKS::PodIdentityAssociation']],
  [/oidc/i, ['AWS::IAM::OIDCProvider']],
];

/** Modules from elsewhere: what they make is not in the repository. */
export function listUnreadModules(modules: readonly TerraformModule[]): UnreadCloudFile[] {
  return modules.flatMap(module =>
    [...module.calls].flatMap(([name, call]): UnreadCloudFile[] => {
      const expression = call.body.attributes.get('source');
      const source = expression?.kind === 'literal' ? String(expression.value) : '';
      if (/^\.\.?(\/|$)/.test(source)) return [];
      const words = `${source} ${name}`;
      const types = makers.flatMap(([pattern, made]) => (pattern.test(words) ? made : []));
      const reason = `The module ${name} in ${call.path} comes from ${source.slice(0, 200) || 'elsewhere'} and is not read.`;
      return [{ path: call.path, reason, types: types.length > 0 ? types : ['module'] }];
    }),
  );
}
