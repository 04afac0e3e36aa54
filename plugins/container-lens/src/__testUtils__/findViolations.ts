import axe from 'axe-core';

/**
 * What axe finds in the page, in words. Contrast needs real colours and is measured in the browser suite; landmarks and
 * the first levels of headings belong to the portal around the part under test; what react-aria announced lingers
 * outside of the page.
 */
export async function findViolations(): Promise<readonly string[]> {
  const { violations } = await axe.run(
    { include: [['body']], exclude: [['[data-live-announcer]']] },
    {
      rules: {
        'color-contrast': { enabled: false },
        region: { enabled: false },
        'heading-order': { enabled: false },
      },
    },
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`,
  );
}
