import { Button } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { RiRefreshLine } from '@remixicon/react';
import { containerLensRefreshPermission } from '@container-lens/backstage-plugin-container-lens-common';

/** Properties of {@link RefreshButton}. */
export interface RefreshButtonProps {
  readonly entityRef: string;
  readonly refreshing: boolean;
  readonly onRefresh: () => void;
}

/** Has the entity assessed again; not shown to those who may not. */
export function RefreshButton({ entityRef, refreshing, onRefresh }: RefreshButtonProps) {
  const { allowed } = usePermission({
    permission: containerLensRefreshPermission,
    resourceRef: entityRef,
  });
  if (!allowed) {
    return null;
  }
  return (
    <Button
      variant="secondary"
      size="small"
      iconStart={<RiRefreshLine size={16} aria-hidden />}
      isPending={refreshing}
      onPress={onRefresh}
    >
      {refreshing ? 'Assessing…' : 'Assess again'}
    </Button>
  );
}
