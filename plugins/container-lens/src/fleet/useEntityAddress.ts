import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';

/** Tells the address of an entity's page; undefined for what is not a reference. */
export function useEntityAddress(): (entityRef: string) => string | undefined {
  const link = useEntityRefLink();
  return useCallback(
    (entityRef: string) => {
      try {
        return link(entityRef);
      } catch {
        return undefined;
      }
    },
    [link],
  );
}
