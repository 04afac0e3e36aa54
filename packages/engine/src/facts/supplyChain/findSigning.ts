import { Finding } from '../../contract/verdict';
import { CiModel } from '../ci/model/pipeline';
import { unwrapCommand } from '../ciSecurity/unwrapCommand';
import { searchSteps, subcommand, toFinding } from './pipelineSteps';

/** Steps that sign an image: cosign, notation, AWS Signer. Docker Content Trust is none (catalogue). @public */
export function findSigning(ci: CiModel): readonly Finding[] {
  return searchSteps(ci, {
    action: name =>
      /^notaryproject\/notation-action\/sign$/.test(name)
        ? 'The pipeline signs with notation.'
        : undefined,
    command: command => {
      // `… | xargs -I {} cosign sign {}` signs as well.
      const { name, words } = unwrapCommand(command.words);
      const first = subcommand({ words });
      if (name === 'cosign' && first === 'sign') return 'The pipeline signs with cosign.';
      if (name === 'notation' && first === 'sign') return 'The pipeline signs with notation.';
      const signer =
        words.includes('signer') &&
        words.some(word => /^(start-signing-job|sign-payload)$/.test(word));
      return name === 'aws' && signer ? 'The pipeline signs with AWS Signer.' : undefined;
    },
  }).map(toFinding);
}
