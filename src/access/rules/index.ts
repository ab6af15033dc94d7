import { accessLimit } from './access-limit';
import { ambiguousPattern } from './ambiguous-pattern';
import { deployerLockedOut } from './deployer-locked-out';
import { protectedEntryRead } from './protected-entry-read';
import type { AccessRule } from './rule';
import { taskReadsSecrets } from './task-reads-secrets';
import { unsafeStatement } from './unsafe-statement';

/** Every rule about access; all of them are asked. */
export const accessRules: readonly AccessRule[] = [
  protectedEntryRead,
  taskReadsSecrets,
  ambiguousPattern,
  deployerLockedOut,
  unsafeStatement,
  accessLimit,
];
