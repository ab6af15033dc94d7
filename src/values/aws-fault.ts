import { Fault } from '../diagnostics';

/** What was asked of AWS, in words for people. */
export interface AwsRequest {
  /** As in a policy, e.g. `kms:Encrypt`. */
  readonly action: string;
  /** What it was asked about, e.g. `alias/my-app/dev in us-east-1`. */
  readonly resource: string;
  /** The key that it takes, in the same words. @default - the resource */
  readonly key?: string;
  /** The profile of AWS's own files that credentials are to come from. @default - none is named */
  readonly profile?: string | undefined;
  /** What to do where there is no such thing. */
  readonly ifMissing: string;
}

/**
 * Answers that callers go on with. `denied`: whoever asks may not. `missing`: there is no such thing. `scheduled`: it is to
 * be deleted, and answers nothing until then. `undecryptable`: a ciphertext is of another key or context.
 */
export type AwsAnswer = 'denied' | 'missing' | 'scheduled' | 'undecryptable';

/**
 * AWS refused, or did not answer. The message is one sentence with the action, the resource and a remedy. It is made
 * from the error's name, and from the permission that its message names; the error is not kept: that holds the request,
 * and with it the plaintext.
 */
export class AwsFault extends Fault {
  override readonly name = 'AwsFault';

  /** @param answer - what AWS said in short; null where it is none of these. @default - null */
  constructor(
    message: string,
    readonly answer: AwsAnswer | null = null,
  ) {
    super(message);
  }
}
