import { Step } from '../dockerfile/resolvedDockerfile';
import type { RemoteFetch } from './remoteFetches';

/** What an ADD fetches: files by URL, and Git repositories. */
export function readAddFetches(step: Step): RemoteFetch[] {
  const words = step.instruction.json ?? step.instruction.body.trim().split(/\s+/);
  const raws = words.slice(0, -1).filter(word => !/^\d*<</.test(word));
  const checksum = step.instruction.flags.find(({ name }) => name === 'checksum')?.value;
  return step.sources.flatMap((source, index): RemoteFetch[] => {
    const raw = raws[index] ?? '';
    const address = source.resolved ? (source.value ?? '') : raw;
    const { line } = step;
    const shown = address.replace(/:\/\/[^/@\s]*@/, '://').slice(0, 100);
    const isGit = /^(git|ssh):\/\/|^git@|^https?:\/\/[^#?]*\.git(#|\?|$)|^github\.com\//i.test(
      address,
    );
    if (/^(http|git):\/\//i.test(address) || /^ftp:\/\//i.test(address)) {
      return [{ state: 'dangerous', message: `ADD fetches ${shown} without encryption.`, line }];
    }
    if (isGit) {
      const ref = /#([^:]*)/.exec(address)?.[1] ?? '';
      const query = /[?&]checksum=([0-9a-f]{40})\b/i.test(address);
      return [
        /^[0-9a-f]{40}$/i.test(ref) || query || /^[0-9a-f]{40}$/i.test(checksum ?? '')
          ? { state: 'verified', message: `ADD takes one commit of ${shown}.`, line }
          : {
              state: 'unverified',
              message: `ADD takes what a branch or tag of ${shown} points to; name a full commit.`,
              line,
            },
      ];
    }
    if (/^https:\/\//i.test(address)) {
      return [
        checksum !== undefined
          ? { state: 'verified', message: `ADD verifies ${shown} by its checksum.`, line }
          : { state: 'dangerous', message: `ADD fetches ${shown} without --checksum.`, line },
      ];
    }
    return /^["']?\$/.test(address) && /url|remote|download|source|repo/i.test(address)
      ? [
          {
            state: 'unknown',
            message: `Where ADD ${shown} leads is not known: the variable has no value here.`,
            line,
          },
        ]
      : [];
  });
}
