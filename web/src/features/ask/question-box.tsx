/** Where one asks. Enter asks, Shift and Enter starts a new line; a composing keyboard is left in peace. */

import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import type { KnowledgeBase } from '../../lib/api-types.ts';
import { useFormat } from '../../lib/format.ts';
import classes from './question-box.module.css';

/** The server's own limit, so that nobody waits to be refused. */
const QUESTION_LIMIT = 2000;

interface Props {
  readonly bases: readonly KnowledgeBase[];
  readonly disabled: boolean;
  readonly running: boolean;
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  readonly onAsk: (question: string, knowledgeBases: readonly string[]) => void;
  readonly onStop: () => void;
}

export function QuestionBox({ bases, disabled, running, inputRef, onAsk, onStop }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState('');
  const [base, setBase] = useState('');
  const where = useId();
  const length = text.trim().length;
  const tooLong = length > QUESTION_LIMIT;

  const ask = () => {
    if (disabled || length === 0 || tooLong) return;
    onAsk(text.trim(), base === '' ? [] : [base]);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    ask();
  };

  return (
    <form
      className={classes.box}
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Textarea
        ref={inputRef}
        aria-label={t('ask.label')}
        placeholder={t('ask.placeholder')}
        classNames={{ input: classes.input }}
        variant="unstyled"
        autosize
        minRows={1}
        maxRows={8}
        value={text}
        disabled={disabled}
        error={
          tooLong
            ? t('ask.tooLong', { length: format.number(length), limit: format.number(QUESTION_LIMIT) })
            : undefined
        }
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={classes.bar}>
        {bases.length > 1 ? (
          <div className={classes.where}>
            <label htmlFor={where}>{t('ask.where')}</label>
            <select id={where} value={base} onChange={(event) => setBase(event.currentTarget.value)}>
              <option value="">{t('ask.everywhere')}</option>
              {bases.map(({ id, name, title }) => (
                <option key={id} value={name}>
                  {title}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        <p className={classes.hint}>{t('ask.hint')}</p>
        {running ? (
          <Button variant="default" leftSection={<Icon name="stop" size={18} />} onClick={onStop}>
            {t('ask.stop')}
          </Button>
        ) : (
          <Button type="submit" disabled={disabled || length === 0 || tooLong}>
            {t('ask.submit')}
          </Button>
        )}
      </div>
    </form>
  );
}
