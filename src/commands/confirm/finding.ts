import type { BucketName } from '../../model';
import type { KeyDifferences } from '../../plan/key-differences';
import type { Gist } from '../drift/finding';

/** What keeps a bucket from being confirmed. No value of a secret is among it. */
export type ConfirmFault =
  /** The last deploy knows nothing of it. */
  | { readonly kind: 'not-made' }
  /** The last deploy was made from other files. */
  | { readonly kind: 'not-deployed' }
  /** The last deploy made it, and the files have no such bucket any more. */
  | { readonly kind: 'not-removed' }
  /** There is no entry of its name, or it is another one than was deployed. */
  | { readonly kind: 'missing' }
  | Extract<
      Gist,
      { readonly kind: 'replaced' | 'scheduled-for-deletion' | 'no-current-version' | 'other-version' }
    >
  /** There were versions before, and none of them is labelled AWSPREVIOUS. */
  | { readonly kind: 'no-previous-version' }
  /** The keys of the entry are not the targets of the plan. */
  | ({ readonly kind: 'other-keys' } & KeyDifferences)
  /** It is no JSON object of texts. @param why - a sentence */
  | { readonly kind: 'unreadable'; readonly why: string };

/** How a bucket stands after a deploy. */
export interface ConfirmedBucket {
  readonly bucket: BucketName;
  readonly secretName: string;
  /** `empty`: no value of it is set yet, and none was deployed. `outside`: a service fills it, so nothing is compared. */
  readonly state: 'confirmed' | 'empty' | 'outside' | 'faulty';
  /** Ids of the versions that are labelled AWSCURRENT and AWSPREVIOUS; null where there is none. */
  readonly current: string | null;
  readonly previous: string | null;
  /** Why its keys were not compared: a sentence; null where they were, or where there are none. */
  readonly keysUnread: string | null;
  readonly faults: readonly ConfirmFault[];
}
