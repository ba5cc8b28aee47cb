/** What people call a kind of file. */

const NAMES: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'text/html': 'HTML',
  'application/xhtml+xml': 'HTML',
  'text/markdown': 'Markdown',
  'text/csv': 'CSV',
  'text/plain': 'TXT',
};

export function mediaTypeName(mediaType: string): string {
  const bare = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  return NAMES[bare] ?? bare.split('/').at(-1)?.toUpperCase() ?? '';
}
