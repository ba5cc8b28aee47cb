/** Door for other domains and for the program. */

export { AuthenticationError } from './errors.ts';
export { type Action, can, covers, PERMISSIONS, permissionsOf, ROLES, require } from './permissions.ts';
