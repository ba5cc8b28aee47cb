import { roleView } from '#app/views/access-views';

export const ROLES: readonly string[] = roleView.options;
