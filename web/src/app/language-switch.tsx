/** Spanish or English; each language named in itself. */

import { useTranslation } from 'react-i18next';
import { switchLanguage, UI_LANGUAGES } from '../lib/i18n.ts';
import classes from './switches.module.css';

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <fieldset className={classes.switch}>
      <legend className={classes.legend}>{t('app.language')}</legend>
      {UI_LANGUAGES.map(({ value, label, short }) => (
        <button
          key={value}
          type="button"
          lang={value}
          className={classes.choice}
          aria-pressed={i18n.language === value}
          aria-label={label}
          onClick={() => void switchLanguage(value)}
        >
          {short}
        </button>
      ))}
    </fieldset>
  );
}
