import type { AccessRule } from './rule';

/** Every rule about access; all of them are asked. */
export const accessRules: readonly AccessRule[] = [];
