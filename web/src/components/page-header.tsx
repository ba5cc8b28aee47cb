/** What a page is for, in its own words, with its one primary action. */

import type { ReactNode } from 'react';
import classes from './page-header.module.css';

export function PageHeader({ title, lead, action }: { title: string; lead?: string; action?: ReactNode }) {
  return (
    <header className={classes.header}>
      <div>
        <h1 className={classes.title}>{title}</h1>
        {lead ? <p className={classes.lead}>{lead}</p> : null}
      </div>
      {action ? <div className={classes.action}>{action}</div> : null}
    </header>
  );
}
