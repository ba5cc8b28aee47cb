/** A question in front of the page. Scrolling is not locked by a style element, which the security policy forbids. */

import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({ title, opened, onClose, children }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      lockScroll={false}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
      transitionProps={{ duration: 120 }}
      overlayProps={{ backgroundOpacity: 0.45 }}
    >
      {children}
    </Modal>
  );
}
