/** One family, three sizes, neutral greys, one accent. The colours that text stands on are in `theme.css`. */

import {
  convertCssVariables,
  createTheme,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  type MantineColorsTuple,
  mergeMantineTheme,
} from '@mantine/core';

/** Petrol: white stands on 7 and on 6, the filled shades of light and dark; axe checks both. */
const petrol: MantineColorsTuple = [
  '#e6f4f5',
  '#cfe8ea',
  '#a2d3d8',
  '#7cc3ca',
  '#63b6bf',
  '#35909b',
  '#1b727e',
  '#0e5a66',
  '#0a4750',
  '#06343b',
];

const sans =
  'system-ui, -apple-system, "Segoe UI Variable Text", "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

export const theme = createTheme({
  colors: { petrol },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: sans,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace',
  headings: { fontFamily: sans, fontWeight: '600' },
  fontSizes: { xs: '0.875rem', sm: '0.875rem', md: '1.0625rem', lg: '1.0625rem', xl: '1.625rem' },
  defaultRadius: 'md',
  radius: { md: '0.5rem' },
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/**
 * The theme's variables as a constructed sheet. The library would write them into the page as an inline `<style>`,
 * which our content security policy rightly forbids.
 */
export function adoptTheme(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(convertCssVariables(defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme)), ':root'));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
