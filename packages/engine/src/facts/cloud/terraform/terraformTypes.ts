import { lookupTable } from '../../../data/lookupTable';

/** How a resource of Terraform is written in the names of CloudFormation. */
export interface TerraformType {
  readonly type: string;
  /** Names that are not the capitalised ones, by way; a dot in the new name makes a map. */
  readonly names?: Readonly<Record<string, string>>;
  /** Blocks (by way) of which there may be several. */
  readonly lists?: readonly string[];
  /** Attributes that hold JSON. */
  readonly json?: readonly string[];
}

const targetGroup: TerraformType = {
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  names: {
    'health_check.enabled': 'HealthCheckEnabled',
    'health_check.path': 'HealthCheckPath',
    deregistration_delay: 'DeregistrationDelay',
  },
};

/** Types that are read under the names of CloudFormation; every other type keeps its own name. */
export const terraformTypes = lookupTable<TerraformType>({
  aws_ecr_repository: {
    type: 'AWS::ECR::Repository',
    names: {
      name: 'RepositoryName',
      image_tag_mutability_exclusion_filter: 'ImageTagMutabilityExclusionFilters',
      'image_tag_mutability_exclusion_filter.filter': 'ImageTagMutabilityExclusionFilterValue',
      'image_tag_mutability_exclusion_filter.filter_type': 'ImageTagMutabilityExclusionFilterType',
    },
    lists: ['image_tag_mutability_exclusion_filter'],
  },
  aws_ecr_lifecycle_policy: {
    type: 'AWS::ECR::LifecyclePolicy',
    names: { repository: 'RepositoryName', policy: 'LifecyclePolicyText' },
    json: ['policy'],
  },
  aws_ecr_registry_scanning_configuration: {
    type: 'AWS::ECR::RegistryScanningConfiguration',
    names: { rule: 'Rules', 'rule.repository_filter': 'RepositoryFilters' },
    lists: ['rule', 'rule.repository_filter'],
  },
  aws_ecr_replication_configuration: {
    type: 'AWS::ECR::ReplicationConfiguration',
    names: {
      'replication_configuration.rule': 'Rules',
      'replication_configuration.rule.destination': 'Destinations',
      'replication_configuration.rule.repository_filter': 'RepositoryFilters',
    },
    lists: [
      'replication_configuration.rule',
      'replication_configuration.rule.destination',
      'replication_configuration.rule.repository_filter',
    ],
  },
  aws_ecr_pull_through_cache_rule: { type: 'AWS::ECR::PullThroughCacheRule' },
  aws_ecr_repository_creation_template: {
    type: 'AWS::ECR::RepositoryCreationTemplate',
    json: ['lifecycle_policy', 'repository_policy'],
  },
  aws_ecs_cluster: { type: 'AWS::ECS::Cluster', names: { name: 'ClusterName' } },
  aws_ecs_task_definition: {
    type: 'AWS::ECS::TaskDefinition',
    names: {
      volume: 'Volumes',
      'volume.host_path': 'Host.SourcePath',
      'volume.configure_at_launch': 'ConfiguredAtLaunch',
      'volume.efs_volume_configuration': 'EFSVolumeConfiguration',
      'volume.efs_volume_configuration.file_system_id': 'FilesystemId',
      'volume.fsx_windows_file_server_volume_configuration':
        'FSxWindowsFileServerVolumeConfiguration',
    },
    lists: ['volume', 'placement_constraints'],
    json: ['container_definitions'],
  },
  aws_ecs_service: {
    type: 'AWS::ECS::Service',
    names: {
      name: 'ServiceName',
      load_balancer: 'LoadBalancers',
      deployment_circuit_breaker: 'DeploymentConfiguration.DeploymentCircuitBreaker',
      alarms: 'DeploymentConfiguration.Alarms',
      deployment_minimum_healthy_percent: 'DeploymentConfiguration.MinimumHealthyPercent',
      deployment_maximum_percent: 'DeploymentConfiguration.MaximumPercent',
      network_configuration: 'NetworkConfiguration.AwsvpcConfiguration',
      volume_configuration: 'VolumeConfigurations',
      'volume_configuration.managed_ebs_volume': 'ManagedEBSVolume',
    },
    lists: [
      'load_balancer',
      'capacity_provider_strategy',
      'placement_constraints',
      'volume_configuration',
    ],
  },
  aws_ecs_express_gateway_service: {
    type: 'AWS::ECS::ExpressGatewayService',
    names: {
      'primary_container.secret': 'Secrets',
      'primary_container.aws_logs_configuration': 'AwsLogsConfiguration',
    },
    lists: ['primary_container.environment', 'primary_container.secret'],
  },
  aws_appautoscaling_target: { type: 'AWS::ApplicationAutoScaling::ScalableTarget' },
  aws_appautoscaling_policy: {
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    names: { name: 'PolicyName' },
  },
  aws_appautoscaling_scheduled_action: {
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    names: { name: 'PolicyName' },
  },
  aws_cloudwatch_log_group: { type: 'AWS::Logs::LogGroup', names: { name: 'LogGroupName' } },
  aws_cloudwatch_metric_alarm: { type: 'AWS::CloudWatch::Alarm' },
  aws_cloudwatch_composite_alarm: { type: 'AWS::CloudWatch::CompositeAlarm' },
  aws_iam_role: {
    type: 'AWS::IAM::Role',
    names: {
      name: 'RoleName',
      assume_role_policy: 'AssumeRolePolicyDocument',
      inline_policy: 'Policies',
      'inline_policy.name': 'PolicyName',
      'inline_policy.policy': 'PolicyDocument',
    },
    lists: ['inline_policy'],
    json: ['assume_role_policy', 'inline_policy.policy'],
  },
  aws_iam_role_policy: {
    type: 'AWS::IAM::RolePolicy',
    names: { name: 'PolicyName', role: 'RoleName', policy: 'PolicyDocument' },
    json: ['policy'],
  },
  aws_iam_role_policy_attachment: {
    type: 'AWS::IAM::RolePolicyAttachment',
    names: { role: 'RoleName' },
  },
  aws_iam_policy_attachment: {
    type: 'AWS::IAM::RolePolicyAttachment',
    names: { roles: 'RoleName' },
  },
  aws_iam_policy: {
    type: 'AWS::IAM::ManagedPolicy',
    names: { name: 'ManagedPolicyName', policy: 'PolicyDocument' },
    json: ['policy'],
  },
  aws_iam_openid_connect_provider: { type: 'AWS::IAM::OIDCProvider' },
  aws_iam_user: { type: 'AWS::IAM::User', names: { name: 'UserName' } },
  aws_iam_access_key: { type: 'AWS::IAM::AccessKey', names: { user: 'UserName' } },
  aws_codebuild_project: {
    type: 'AWS::CodeBuild::Project',
    names: {
      'source.buildspec': 'BuildSpec',
      'environment.environment_variable': 'EnvironmentVariables',
      build_timeout: 'TimeoutInMinutes',
      queued_timeout: 'QueuedTimeoutInMinutes',
    },
    lists: ['environment.environment_variable', 'secondary_sources'],
  },
  aws_codepipeline: {
    type: 'AWS::CodePipeline::Pipeline',
    names: {
      stage: 'Stages',
      'stage.action': 'Actions',
      'stage.action.category': 'ActionTypeId.Category',
      'stage.action.owner': 'ActionTypeId.Owner',
      'stage.action.provider': 'ActionTypeId.Provider',
      'stage.action.version': 'ActionTypeId.Version',
    },
    lists: ['stage', 'stage.action'],
  },
  aws_cloudwatch_event_rule: { type: 'AWS::Events::Rule', json: ['event_pattern'] },
  aws_cloudwatch_event_target: {
    type: 'AWS::Events::Target',
    names: { ecs_target: 'EcsParameters', 'ecs_target.task_definition_arn': 'TaskDefinitionArn' },
  },
  aws_scheduler_schedule: { type: 'AWS::Scheduler::Schedule' },
  aws_lb_target_group: targetGroup,
  aws_alb_target_group: targetGroup,
  aws_eks_pod_identity_association: { type: 'AWS::EKS::PodIdentityAssociation' },
  aws_eks_addon: { type: 'AWS::EKS::Addon' },
  aws_guardduty_detector: {
    type: 'AWS::GuardDuty::Detector',
    names: { datasources: 'DataSources' },
  },
  aws_guardduty_detector_feature: {
    type: 'AWS::GuardDuty::DetectorFeature',
    lists: ['additional_configuration'],
  },
  aws_apprunner_service: { type: 'AWS::AppRunner::Service' },
  aws_batch_job_definition: {
    type: 'AWS::Batch::JobDefinition',
    json: ['container_properties'],
  },
  aws_lambda_function: { type: 'AWS::Lambda::Function' },
});
