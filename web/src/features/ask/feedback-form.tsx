/** Thumbs, and for those who want to say more: a reason, a comment, a correction. */

import { Button, Radio, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { Problem } from '../../components/problem.tsx';
import type { FeedbackRequest } from '../../lib/api-types.ts';
import { send } from '../../lib/request.ts';
import { useMay } from '../../lib/session.ts';
import classes from './feedback-form.module.css';

const REASONS = ['wrong', 'incomplete', 'outdated', 'bad-citation', 'not-answered', 'tone', 'other'] as const;
type Reason = (typeof REASONS)[number];

function WhatIsWrong({ onSend, pending }: { onSend: (feedback: FeedbackRequest) => void; pending: boolean }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<Reason | null>(null);
  const [comment, setComment] = useState('');
  const [correction, setCorrection] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend({
      rating: 'down',
      ...(reason === null ? {} : { reason }),
      ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
      ...(correction.trim() === '' ? {} : { correction: correction.trim() }),
    });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Radio.Group
        label={t('feedback.title')}
        value={reason}
        onChange={(value) => setReason(REASONS.find((known) => known === value) ?? null)}
      >
        <div className={classes.reasons}>
          {REASONS.map((value) => (
            <Radio key={value} value={value} label={t(`feedback.reasons.${value}`)} size="sm" />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t('feedback.comment')}
        description={t('feedback.commentHelp')}
        autosize
        minRows={2}
        maxLength={5000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Textarea
        label={t('feedback.correction')}
        autosize
        minRows={2}
        maxLength={20_000}
        value={correction}
        onChange={(event) => setCorrection(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" loading={pending}>
        {t('feedback.send')}
      </Button>
    </form>
  );
}

function SayMore({ onSend, pending }: { onSend: (feedback: FeedbackRequest) => void; pending: boolean }) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (comment.trim() !== '') onSend({ comment: comment.trim() });
      }}
    >
      <Textarea
        label={t('feedback.addComment')}
        description={t('feedback.commentHelp')}
        autosize
        minRows={2}
        maxLength={5000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" variant="default" loading={pending} disabled={comment.trim() === ''}>
        {t('feedback.send')}
      </Button>
    </form>
  );
}

export function FeedbackForm({ interaction }: { readonly interaction: string }) {
  const { t } = useTranslation();
  const may = useMay('feedback.give');
  const [open, setOpen] = useState<'up' | 'down' | null>(null);
  const give = useMutation({
    mutationFn: (feedback: FeedbackRequest) =>
      send<unknown>('POST', `/interactions/${encodeURIComponent(interaction)}/feedback`, feedback),
    onSuccess: (_, sent) => setOpen(sent.rating === 'up' ? 'up' : null),
  });
  if (!may) return null;
  return (
    <section className={classes.feedback} aria-label={t('feedback.label')}>
      <div className={classes.row}>
        <span className={classes.label}>{t('feedback.label')}</span>
        <button
          type="button"
          className={classes.thumb}
          aria-label={t('feedback.up')}
          title={t('feedback.up')}
          aria-pressed={open === 'up'}
          disabled={give.isPending}
          onClick={() => give.mutate({ rating: 'up' })}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          className={classes.thumb}
          aria-label={t('feedback.down')}
          title={t('feedback.down')}
          aria-expanded={open === 'down'}
          disabled={give.isPending}
          onClick={() => setOpen(open === 'down' ? null : 'down')}
        >
          <Icon name="down" />
        </button>
        <span role="status" className={classes.thanks}>
          {give.isSuccess ? t('feedback.thanks') : ''}
        </span>
      </div>
      {open === 'down' ? <WhatIsWrong onSend={give.mutate} pending={give.isPending} /> : null}
      {open === 'up' ? <SayMore onSend={give.mutate} pending={give.isPending} /> : null}
      {give.error ? <Problem error={give.error} /> : null}
    </section>
  );
}
