import { RemoteCredentials } from './remoteCredentials';
import { RemoteRepository } from './remoteRepository';
import { GitAnswer } from './runGit';

/** A git command that failed, in words for the person whose task it is. */
export class GitError extends Error {
  override readonly name = 'GitError';

  private constructor(
    message: string,
    readonly stderr: string,
  ) {
    super(message);
  }

  static of(options: {
    remote: RemoteRepository;
    command: string;
    answer: GitAnswer;
    credentials: RemoteCredentials;
  }): GitError {
    const { remote, command, answer, credentials } = options;
    const said = credentials.secrets
      .reduce((text, secret) => text.replaceAll(secret, '***'), answer.stderr)
      .trim();
    return new GitError(`${explain(remote, said)} git ${command}: ${firstLines(said)}`, said);
  }
}

function explain(remote: RemoteRepository, said: string): string {
  const name = `${remote.owner}/${remote.repo} on ${remote.host}`;
  if (/redirect|error: 30[1278]/i.test(said)) {
    return `${name} has moved to another address. Use the new one.`;
  }
  if (/not found|does not exist|error: 404/i.test(said)) {
    return `There is no repository ${name} that the portal may see. Check the address, and what the credentials of the integration may read.`;
  }
  if (/Authentication failed|could not read Username|terminal prompts|error: 40[13]/i.test(said)) {
    return `The portal is not allowed to do this with ${name}. Check the credentials of the integration.`;
  }
  return `Working with ${name} failed.`;
}

function firstLines(said: string): string {
  return said.split('\n').slice(0, 5).join('; ').slice(0, 600);
}
