/** Texts that AWS accepts, as regular expressions for the inputs of actions. */
export const awsPatterns = {
  account: /^\d{12}$/,
  region: /^[a-z]{2}(-[a-z]+)+-\d$/,
  /** Of ECR; at most 256 characters. */
  repository: /^[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/,
  kmsKeyArn: /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
  tagKey: /^(?!aws:|backstage:)[\p{L}\p{N} _.:/=+@-]{1,128}$/u,
  tagValue: /^[\p{L}\p{N} _.:/=+@-]{0,256}$/u,
};

/** Tag that names the task which created a thing. Only that task may remove the thing again. */
export const taskTag = 'backstage:task-id';

/** Domain of the endpoints of a Region: China has its own. */
export function awsDomain(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** Part of every ARN in a Region. */
export function awsPartition(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
