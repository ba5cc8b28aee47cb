/** Files in: by button, as a folder, or dropped anywhere on the page. */

import { Button } from '@mantine/core';
import { type ChangeEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import type { KnowledgeBase } from '../../lib/api-types.ts';
import classes from './add-documents.module.css';
import { type FileToSend, fromChooser, fromDrop } from './gather-files.ts';
import { GroupChoice } from './group-choice.tsx';
import { upload } from './upload-session.ts';

interface Props {
  readonly base: KnowledgeBase;
  /** What is said inside an empty knowledge base. */
  readonly children?: ReactNode;
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** True while files are held over the window. Without this the browser would open a dropped file in place of the page. */
function useDropAnywhere(onFiles: (files: readonly FileToSend[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    let depth = 0;
    const controller = new AbortController();
    const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      window.addEventListener(
        type,
        (event) => {
          if (!holdsFiles(event)) return;
          event.preventDefault();
          act(event);
        },
        { signal: controller.signal },
      );
    on('dragover', () => undefined);
    on('dragenter', () => {
      depth++;
      setOver(true);
    });
    on('dragleave', () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    });
    on('drop', (event) => {
      depth = 0;
      setOver(false);
      if (event.dataTransfer) void fromDrop(event.dataTransfer).then((files) => latest.current(files));
    });
    return () => controller.abort();
  }, []);
  return over;
}

export function AddDocuments({ base, children }: Props) {
  const { t } = useTranslation();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [groups, setGroups] = useState<readonly string[]>([]);
  const start = (chosen: readonly FileToSend[]) => {
    if (chosen.length > 0) void upload.start({ base, groups, files: chosen });
  };
  const over = useDropAnywhere(start);
  const onChosen = (event: ChangeEvent<HTMLInputElement>) => {
    start(fromChooser(event.currentTarget.files ?? []));
    event.currentTarget.value = '';
  };
  return (
    <section className={classes.add} data-over={over || undefined} data-empty={children !== undefined || undefined}>
      {children}
      <div className={classes.row}>
        <div className={classes.buttons}>
          <Button leftSection={<Icon name="plus" size={18} />} onClick={() => files.current?.click()}>
            {t('knowledge.addFiles')}
          </Button>
          <Button variant="default" onClick={() => folder.current?.click()}>
            {t('knowledge.addFolder')}
          </Button>
          <span className={classes.or}>{t('knowledge.orDrop')}</span>
        </div>
        <div className={classes.groups}>
          <GroupChoice
            label={t('knowledge.visibleTo')}
            placeholder={t('knowledge.visibleToAll')}
            value={groups}
            onChange={setGroups}
          />
        </div>
      </div>
      <input ref={files} type="file" multiple hidden onChange={onChosen} data-testid="files" />
      <input ref={folder} type="file" multiple hidden onChange={onChosen} {...{ webkitdirectory: '' }} />
      {over ? (
        <p className={classes.drop} role="status">
          {t('knowledge.drop', { base: base.title })}
        </p>
      ) : null}
    </section>
  );
}
