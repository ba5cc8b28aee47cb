/** Says to a screen reader what changed, without moving anything on the screen. */

import { VisuallyHidden } from '@mantine/core';

export function LiveRegion({ text }: { readonly text: string }) {
  return (
    <VisuallyHidden role="status" aria-live="polite" aria-atomic="true">
      {text}
    </VisuallyHidden>
  );
}
