/** What one can do with an answer: copy it, ask why, say what it was worth. */

import { Button } from '@mantine/core';
import { useClipboard, useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import type { Answer } from '../../lib/api-types.ts';
import { useFormat } from '../../lib/format.ts';
import classes from './answer-actions.module.css';
import { answerText } from './answer-text.ts';
import { FeedbackForm } from './feedback-form.tsx';
import { TraceView } from './trace-view.tsx';

export function AnswerActions({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const clipboard = useClipboard({ timeout: 2500 });
  const [traced, trace] = useDisclosure(false);
  const panel = useId();
  const copy = () =>
    clipboard.copy(
      answerText(answer.question, answer.statements, {
        sources: t('answer.sources'),
        unsupported: t('answer.unsupported'),
        page: (page) => t('answer.page', { page }),
        version: (version) => t('answer.version', { version }),
      }),
    );
  const quoted = answer.usage.model === 'extractive';
  return (
    <footer className={classes.actions}>
      {answer.abstained ? null : (
        <p className={classes.how}>
          {quoted ? t('answer.quotedBy') : t('answer.writtenBy', { model: answer.usage.model })}
          {' · '}
          {t('answer.seconds', { seconds: format.number(answer.seconds, answer.seconds < 1 ? 2 : 1) })}
        </p>
      )}
      <div className={classes.row}>
        {answer.abstained ? null : (
          <Button
            variant="default"
            size="xs"
            leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={16} />}
            onClick={copy}
          >
            {t(clipboard.copied ? 'answer.copied' : 'answer.copy')}
          </Button>
        )}
        <Button
          variant="default"
          size="xs"
          aria-expanded={traced}
          aria-controls={panel}
          rightSection={<Icon name="expand" size={16} />}
          onClick={trace.toggle}
        >
          {t(answer.abstained ? 'answer.whyAbstained' : 'answer.why')}
        </Button>
      </div>
      <LiveRegion text={clipboard.copied ? t('answer.copied') : ''} />
      <div id={panel} hidden={!traced}>
        {traced ? <TraceView answer={answer} /> : null}
      </div>
      <FeedbackForm interaction={answer.id} />
    </footer>
  );
}
