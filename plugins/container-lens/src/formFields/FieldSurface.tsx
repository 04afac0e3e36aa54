import { BgProvider } from '@backstage/ui';
import { ReactNode } from 'react';

/**
 * Tells the inputs of Backstage UI that they lie on a card. The scaffolder's form is one, but not of Backstage UI;
 * without this, inputs without a frame would have the colour of the form itself.
 */
export function FieldSurface({ children }: { children: ReactNode }) {
  return <BgProvider bg="neutral-1">{children}</BgProvider>;
}
