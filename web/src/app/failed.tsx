/** A page that could not be shown at all: most often the server is not there. */

import type { ErrorComponentProps } from '@tanstack/react-router';
import { Problem } from '../components/problem.tsx';
import classes from './door.module.css';

export function Failed({ error, reset }: ErrorComponentProps) {
  return (
    <main className={classes.door}>
      <Problem
        error={error}
        onRetry={() => {
          reset();
          window.location.reload();
        }}
      />
    </main>
  );
}
