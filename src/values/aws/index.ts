import { Connection, type ConnectionOptions } from './connection';
import { type Entries, entriesOf } from './entries';
import { type Identity, identityOf } from './identity';
import { type Keys, keysOf } from './keys';
import { type Roles, rolesOf } from './roles';
import { type StateLocks, stateLocksOf } from './state-lock';

export type { ConnectionOptions } from './connection';
export type { Entries, EntryDescription, EntryVersion, ReadEntry } from './entries';
export type { Identity } from './identity';
export type {
  EncryptionContext,
  EncryptionRequest,
  KeyDescription,
  Keys,
  ReEncryptionRequest,
} from './keys';
export type { Roles } from './roles';
export type { StateLock, StateLocks } from './state-lock';

/** What is asked of AWS. A command names the part that it needs: `Pick<Aws, 'account' | 'encrypt'>`. */
export interface Aws extends Identity, Keys, Entries, Roles, StateLocks {
  /** Lets go of every socket; afterwards it may be used again. */
  close(): Promise<void>;
}

/**
 * AWS itself, or what AWS_ENDPOINT_URL names, with the credentials of the process. The SDK is loaded when it is first
 * used.
 */
export function connectAws(options: ConnectionOptions = {}): Aws {
  const connection = new Connection(options);
  return {
    ...identityOf(connection),
    ...keysOf(connection),
    ...entriesOf(connection),
    ...rolesOf(connection),
    ...stateLocksOf(connection),
    close: () => connection.close(),
  };
}
