import type { EnvironmentName } from '../../model';
import type { Aws } from '../../values/aws';
import type { CheckOptions, RawValue } from '../../values/check-value';
import type { GenerationOptions } from '../../values/generate/generated';
import type { Confirm } from '../ask-protected';
import type { RotationReach } from './reach';

export interface RotateOptions extends CheckOptions {
  /** As somebody typed it; null for every one that has a value of its own. */
  readonly environment: string | null;
  readonly name: string;
  /** Null where the value is not generated. */
  readonly generate: GenerationOptions | null;
  /** Whether somebody said where a value comes from: of a reference none is taken. */
  readonly handedIn: boolean;
  /** Whether a value can be read only once: it is not for several environments. @default - false */
  readonly readsOnce?: boolean;
  /** Leave out environments in which it was rotated today: to go on after a fault. */
  readonly goOn: boolean;
  /** There is nothing to be revoked at a provider afterwards. */
  readonly alreadyRevoked: boolean;
  /** Show what it would reach; ask for no value, ask nothing of AWS and write nothing. */
  readonly dryRun: boolean;
  /** Do not ask before a protected environment is written to. */
  readonly yes: boolean;
}

export interface RotateEdges {
  /** The new value for an environment; asked for once each, when all else is in order. */
  readonly readValue: (environment: EnvironmentName) => Promise<RawValue>;
  /** Is told what will be reached before anything is asked. */
  readonly show: (reach: readonly RotationReach[]) => void;
  /** Is told what speaks against the values that will be generated. */
  readonly warn: (sentence: string) => void;
  readonly confirm: Confirm;
  readonly aws: Pick<Aws, 'account' | 'encrypt'>;
}
