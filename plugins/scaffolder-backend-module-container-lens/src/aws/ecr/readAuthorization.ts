import { GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { AwsClients, AwsPlace } from '../awsClients';

/** User and password for the registry of an account, in base64. Holds for twelve hours; it is a secret. */
export async function readAuthorization(aws: AwsClients, place: AwsPlace): Promise<string> {
  const client = await aws.ecr(place);
  const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({}));
  const token = authorizationData?.[0]?.authorizationToken;
  if (!token) throw new Error(`Amazon ECR gave no authorization for ${place.account}.`);
  return token;
}
