/** The page's few signs, drawn on a 20 by 20 grid. Always decoration: the words beside them carry the meaning. */

const PATHS = {
  knowledge:
    'M3.5 4.5h5A1.5 1.5 0 0 1 10 6v10.5c0-1-.7-1.5-1.7-1.5H3.5zM16.5 4.5h-5A1.5 1.5 0 0 0 10 6v10.5c0-1 .7-1.5 1.7-1.5h4.8z',
  ask: 'M4 4.5h12v8.5H9.5L6 16.2V13H4z',
  account: 'M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3.8 16.6c.8-2.7 3.2-4.1 6.2-4.1s5.4 1.4 6.2 4.1',
  close: 'M5 5l10 10M15 5L5 15',
  up: 'M6.5 9l3.1-5.6c1.2 0 1.9.9 1.7 2.1L10.800 8.500h4.400c.9 0 1.500.800 1.300 1.600l-1.100 4.700c-.2.700-.7 1.200-1.500 1.200H6.500zM6.500 9H3.800v7h2.700',
  down: 'M6.500 11l3.100 5.600c1.200 0 1.900-.9 1.700-2.100l-.5-3h4.400c.9 0 1.500-.8 1.300-1.600l-1.100-4.700c-.2-.7-.7-1.200-1.500-1.200H6.500zM6.500 11H3.800V4h2.700',
  copy: 'M7.500 7.500h8v9h-8zM12.500 7.500v-4h-8v9h3',
  check: 'M4.500 10.500l3.500 3.500 7.500-8',
  warning: 'M10 3.500l7 12.500H3zM10 8v3.600M10 13.700v.1',
  more: 'M4.500 10h.1M10 10h.1M15.500 10h.1',
  search: 'M9 14.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM13 13l3.800 3.800',
  previous: 'M12.500 4.500L7 10l5.500 5.500',
  next: 'M7.500 4.500L13 10l-5.500 5.500',
  expand: 'M4.500 7.500L10 13l5.500-5.500',
  download: 'M10 3.500v9M6 9l4 3.800L14 9M4 16.500h12',
  plus: 'M10 4.500v11M4.500 10h11',
  stop: 'M6 6h8v8H6z',
  sun: 'M10 13.200a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400zM10 2.500v1.400M10 16.100v1.400M2.500 10h1.400M16.100 10h1.400M4.700 4.700l1 1M14.300 14.300l1 1M15.300 4.700l-1 1M5.700 14.300l-1 1',
  moon: 'M15.800 12.200A6.300 6.300 0 0 1 7.800 4.200a6.300 6.300 0 1 0 8 8z',
  system: 'M3.500 4.500h13v8.500h-13zM7.500 16.500h5M10 13v3.500',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.4 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
