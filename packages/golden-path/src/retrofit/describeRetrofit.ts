import { Scorecard } from '@container-lens/engine';
import { RetrofitPlan } from './retrofitPlan';

/** What a request may hold on every host. */
const longestBody = 20_000;
const listed = { files: 80, guidance: 40 };

/**
 * Title and text of the pull request of a retrofit, in Markdown.
 *
 * @public
 */
export function describeRetrofit(
  plan: RetrofitPlan,
  name: string,
): { readonly title: string; readonly body: string } {
  const { before, after, changes, kept, guidance, mended } = plan;
  const body = [
    'This request mends the container build without touching application code. Review it as any other change.',
    '',
    '|  | Now | After |',
    '| --- | --- | --- |',
    `| Grade | ${before.score.grade} | ${after.score.grade} |`,
    `| Value | ${valueOf(before)} | ${valueOf(after)} |`,
    `| High risks | ${before.score.highRisks} | ${after.score.highRisks} |`,
    '',
    `${mended.length} checks are better than before. Only files of the repository were judged; what a registry or the Git host says comes later.`,
    '',
    '## Files',
    '',
    ...listChanges(changes.slice(0, listed.files)),
    ...more(changes.length - listed.files),
    ...(kept.length === 0 ? [] : ['', '## Kept as they are', '']),
    ...kept.slice(0, listed.files).map(({ path, why }) => `- ${code(path)}: ${plain(why)}`),
    ...(guidance.length === 0 ? [] : ['', '## Left to people', '']),
    ...guidance.slice(0, listed.guidance).map(({ title, text, check }) => {
      const id = check === undefined ? '' : ` (${code(check)})`;
      return `- **${plain(title)}**${id}: ${plain(text)}`;
    }),
    ...more(guidance.length - listed.guidance),
  ].join('\n');
  return {
    title: `Mend the container build of ${name}`,
    body:
      body.length <= longestBody
        ? body
        : `${body.slice(0, body.lastIndexOf('\n', longestBody - 100))}\n\nThe rest is in docs/container-lens.md.`,
  };
}

/** What is changed first, each file by itself; new files that came for the same checks stand together. */
function listChanges(changes: RetrofitPlan['changes']): string[] {
  const changed = changes
    .filter(({ before }) => before !== undefined)
    .map(({ path, why }) => `- changed ${code(path)}${why.length > 0 ? `: ${nameSome(why)}` : ''}`);
  const added = new Map<string, RetrofitPlan['changes'][number][]>();
  for (const change of changes.filter(({ before }) => before === undefined)) {
    const key = change.why.join();
    added.set(key, [...(added.get(key) ?? []), change]);
  }
  const groups = [...added.values()].map(files => {
    const why = files[0]?.why ?? [];
    const paths = files.map(({ path }) => code(path)).join(', ');
    return why.length > 0 ? `- new for ${nameSome(why)}: ${paths}` : `- new: ${paths}`;
  });
  return [...changed, ...groups];
}

function valueOf({ score }: Scorecard): string {
  return score.value === undefined ? 'not decided' : `${Math.floor(score.value)} of 100`;
}

function nameSome(checks: readonly string[]): string {
  const shown = checks.slice(0, 4).map(check => code(check));
  return checks.length > 4 ? `${shown.join(', ')} and ${checks.length - 4} more` : shown.join(', ');
}

function more(count: number): string[] {
  return count > 0 ? [`- and ${count} more`] : [];
}

/** A path of a repository is hostile input; nothing of it becomes markup. */
function code(text: string): string {
  return `\`${text.replace(/[`\s]+/g, ' ')}\``;
}

function plain(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .replace(/([[\]<>])/g, '\\$1')
      // Nobody is called: what a repository holds may look like a name.
      .replace(/(^|\W)@(?=\w)/g, '$1@\u200b')
      .trim()
  );
}
