/** Address of a repository of the account and Region that a template is deployed to. */
export function ecrUri(repository: string): string {
  return `\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/${repository}`;
}
