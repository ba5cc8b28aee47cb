/** Light, dark, or like the system. */

import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/icon.tsx';
import classes from './switches.module.css';

const CHOICES = [
  { value: 'auto', icon: 'system', label: 'app.themeAuto' },
  { value: 'light', icon: 'sun', label: 'app.themeLight' },
  { value: 'dark', icon: 'moon', label: 'app.themeDark' },
] as const;

export function ThemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <fieldset className={classes.switch}>
      <legend className={classes.legend}>{t('app.theme')}</legend>
      {CHOICES.map(({ value, icon, label }) => (
        <button
          key={value}
          type="button"
          className={classes.choice}
          aria-pressed={colorScheme === value}
          aria-label={t(label)}
          title={t(label)}
          onClick={() => setColorScheme(value)}
        >
          <Icon name={icon} size={16} />
        </button>
      ))}
    </fieldset>
  );
}
