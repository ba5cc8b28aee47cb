// Runs before the first paint so that a dark page never flashes white. A file of its own, because inline scripts are forbidden.
(() => {
  let wish = 'auto';
  try {
    wish = localStorage.getItem('mantine-color-scheme-value') || 'auto';
  } catch {
    // Storage can be forbidden; the system's preference then decides.
  }
  const dark = wish === 'dark' || (wish !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
