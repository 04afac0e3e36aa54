import { Button } from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import { EntityScorecard } from '@container-lens/backstage-plugin-container-lens-common';

/** Saves what the page shows as a JSON file. The file is made in the browser, so it needs no second request. */
export function ExportButton({ answer }: { answer: EntityScorecard }) {
  const save = () => {
    const blob = new Blob([`${JSON.stringify(answer, undefined, 2)}\n`], {
      type: 'application/json',
    });
    const url = URL.createObjectURL(blob);
    const link = document.createElement('a');
    link.href = url;
    link.download = `${answer.entityRef.replace(/[^A-Za-z0-9._-]+/g, '-')}.scorecard.json`;
    link.click();
    // The download has its own reference by the time the click returns.
    setTimeout(() => URL.revokeObjectURL(url), 0);
  };
  return (
    <Button
      variant="secondary"
      size="small"
      iconStart={<RiDownload2Line size={16} aria-hidden />}
      onPress={save}
    >
      Export JSON
    </Button>
  );
}
