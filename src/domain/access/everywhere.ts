/** The system looking something up before it is known whose workspace it is: a secret, the first workspace. */

import { type Principal, systemPrincipal } from '#kernel/principal';

export const EVERYWHERE: Principal = systemPrincipal('*', 'access');
