/** What a template shows at its end that proposes a change of an existing repository; `step` is the one that wrote it. */
export function requestOutput(step: string) {
  return {
    links: [
      {
        title: 'Open the request',
        icon: 'code',
        url: '${{ steps.propose.output.url or parameters.repoUrl }}',
      },
    ],
    text: [
      { title: 'Result', content: `\${{ steps.${step}.output.summary }}` },
      { title: 'Now', content: '${{ steps.before.output.summary }}' },
      { title: 'After', content: '${{ steps.after.output.summary }}' },
    ],
  };
}
