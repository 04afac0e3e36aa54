import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { ResolvedDockerfile } from '../../facts/dockerfile/resolvedDockerfile';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeFindings } from '../../facts/instructions/judgeFindings';
import { listRemoteFetches, RemoteFetch } from '../../facts/instructions/remoteFetches';

/** What a build downloads is verified. */
export const secDockerfileRemoteFetchVerified = defineCheck({
  id: 'sec-dockerfile-remote-fetch-verified',
  needs: { units: imageUnits },
  absentReason: 'The repository builds no image.',
  judge: ({ units }) => eachImage(units, judgeDockerfile),
});

function judgeDockerfile(dockerfile: ResolvedDockerfile): Judgement {
  const fetches = listRemoteFetches(dockerfile);
  if (fetches.length === 0) {
    return { verdict: 'not-applicable', reason: 'The build downloads nothing by itself.' };
  }
  const select = (state: RemoteFetch['state']): Finding[] =>
    fetches
      .filter(fetch => fetch.state === state)
      .map(({ message, line }) => ({ message, path: dockerfile.path, line }));
  return judgeFindings({
    fails: select('dangerous'),
    warns: select('unverified'),
    unknowns: select('unknown'),
    passes: 'Everything that the build downloads is verified.',
    evidence: select('verified'),
  });
}
