/** Starts the page: language first, so that no untranslated word ever shows. */

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app/mantine.css';
import './app/theme.css';
import { App } from './app/app.tsx';
import { adoptTheme } from './app/theme.ts';
import { startLanguage } from './lib/i18n.ts';

adoptTheme();
await startLanguage();
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
