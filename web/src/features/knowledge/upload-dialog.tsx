/** The upload in front of the page: progress, then the plan, then one confirmation. */

import { Button, Loader, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import type { Job } from '../../lib/api-types.ts';
import { useFormat } from '../../lib/format.ts';
import { PlanView } from './plan-view.tsx';
import classes from './upload-dialog.module.css';
import { upload, useUpload } from './upload-session.ts';
import type { UploadState } from './upload-store.ts';

function Sending({ state }: { readonly state: Extract<UploadState, { step: 'sending' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = state.total > 0 ? (state.sent / state.total) * 100 : 0;
  return (
    <>
      <p role="status">{t('upload.sending', { count: state.request.files.length })}</p>
      <Progress value={share} mt="xs" aria-label={t('upload.sending', { count: state.request.files.length })} />
      <p className={classes.amount}>
        {t('upload.amount', { sent: format.bytes(state.sent), total: format.bytes(state.total) })}
      </p>
    </>
  );
}

interface Props {
  readonly onQueued: (job: Job) => void;
}

export function UploadDialog({ onQueued }: Props) {
  const { t } = useTranslation();
  const state = useUpload();
  const planned = state.step === 'planned' || state.step === 'applying';
  const apply = async () => {
    const job = await upload.apply();
    if (job) onQueued(job);
  };
  return (
    <Dialog
      title={t(planned ? 'upload.planTitle' : 'upload.title')}
      opened={state.step !== 'none'}
      onClose={() => upload.dismiss()}
    >
      {state.step === 'sending' ? <Sending state={state} /> : null}
      {state.step === 'comparing' ? (
        <p role="status" className={classes.comparing}>
          <Loader size="sm" /> {t('upload.comparing')}
        </p>
      ) : null}
      {state.step === 'failed' ? <Problem error={state.error} /> : null}
      {planned ? (
        <PlanView
          plan={state.plan}
          base={state.request.base.title}
          applying={state.step === 'applying'}
          onApply={() => void apply()}
          onDiscard={() => upload.dismiss()}
        />
      ) : (
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => upload.dismiss()}>
            {t(state.step === 'failed' ? 'app.close' : 'upload.cancel')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
