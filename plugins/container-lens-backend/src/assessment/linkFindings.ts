import {
  ScmIntegrationRegistry,
  replaceGitLabUrlType,
  replaceGithubUrlType,
} from '@backstage/integration';
import { WireFinding, WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { CheckResult, Finding, Scorecard } from '@container-lens/engine';
import { pinToCommit } from './pinToCommit';

/** Answers the page of a line in the repository's own viewer; `undefined` where there is none. */
export type LinkToLine = (path: string, line?: number) => string | undefined;

/**
 * Makes links below a source location, at the commit where the host has pages for it. Paths come from repositories and may try to leave it or to be another kind of
 * URL; what comes out is a page of the same host below the same folder, or nothing.
 */
export function createLinkToLine(options: {
  readonly sourceUrl: string;
  /** The commit that was judged. */
  readonly commit?: string;
  readonly integrations: ScmIntegrationRegistry;
}): LinkToLine {
  const { sourceUrl, commit, integrations } = options;
  const base = browsableBase(pinToCommit({ sourceUrl, commit, integrations }), integrations);
  return (path, line) => {
    const parts = path.split('/');
    if (parts.some(part => part === '' || part === '.' || part === '..')) {
      return undefined;
    }
    try {
      const resolved = integrations.resolveUrl({
        url: `./${parts.map(encodeURIComponent).join('/')}`,
        base,
        lineNumber: line,
      });
      const link = asFilePage(resolved, integrations);
      const { protocol, origin } = new URL(link);
      const isPage = protocol === 'https:' || protocol === 'http:';
      return isPage && origin === new URL(base).origin ? link : undefined;
    } catch {
      return undefined;
    }
  };
}

/** Folders and files have different pages on some hosts; a line has an anchor only on the page of its file. */
function asFilePage(url: string, integrations: ScmIntegrationRegistry): string {
  switch (integrations.byUrl(url)?.type) {
    case 'github':
      return replaceGithubUrlType(url, 'blob');
    case 'gitlab':
      return replaceGitLabUrlType(url, 'blob');
    default:
      return url;
  }
}

/** GitHub shows files only below a ref; the bare repository means its default branch. */
function browsableBase(sourceUrl: string, integrations: ScmIntegrationRegistry): string {
  const url = new URL(sourceUrl);
  const parts = url.pathname.split('/').filter(part => part !== '');
  if (parts.length === 2 && integrations.byUrl(url)?.type === 'github') {
    url.pathname = `/${parts.join('/')}/tree/HEAD/`;
  }
  return url.toString();
}

/** The engine's scorecard in the form that travels, each place with its link. */
export function toWireScorecard(scorecard: Scorecard, link: LinkToLine): WireScorecard {
  const toFinding = (finding: Finding): WireFinding => {
    const url = finding.path === undefined ? undefined : link(finding.path, finding.line);
    return { ...finding, ...(url !== undefined && { url }) };
  };
  const toResult = (result: CheckResult): WireScorecard['results'][number] => ({
    ...result,
    decidedBy: [...result.decidedBy],
    units: result.units.map(unit => ({
      ...unit,
      findings: unit.findings.map(toFinding),
      evidence: unit.evidence.map(toFinding),
    })),
  });
  return {
    ...scorecard,
    pillars: [...scorecard.pillars],
    questions: scorecard.questions.map(question => ({
      ...question,
      checks: [...question.checks],
    })),
    results: scorecard.results.map(toResult),
    improvements: [...scorecard.improvements],
    notices: scorecard.notices?.map(notice => ({ ...notice, ...toFinding(notice) })),
  };
}
