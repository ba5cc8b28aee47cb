/** An empty place that teaches: what belongs here, why, and the one thing to do next. */

import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

export function EmptyState({ title, text, children }: Props) {
  return (
    <div className={classes.empty}>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{text}</p>
      {children ? <div className={classes.actions}>{children}</div> : null}
    </div>
  );
}
