import type { ConfirmedBucket, ConfirmFault } from '../commands/confirm/finding';
import { list } from '../diagnostics';
import { shellWord } from './shell-word';

/** Where a bucket is. */
export interface Where extends Pick<ConfirmedBucket, 'bucket' | 'secretName'> {
  readonly environment: string;
  readonly region: string;
}

/** What is wrong, without what it is about. */
export function describeFault(fault: ConfirmFault): string {
  switch (fault.kind) {
    case 'not-made':
      return 'the last deploy knew nothing of it';
    case 'not-deployed':
      return 'the last deploy was made from other files than these';
    case 'not-removed':
      return 'the last deploy made it, and the files have no such bucket any more';
    case 'missing':
      return 'AWS has no such entry';
    case 'replaced':
      return `another entry has its name: ${fault.arn}; the last deploy made ${fault.deployed}`;
    case 'scheduled-for-deletion':
      return `it is deleted, and can be restored until ${fault.date.slice(0, 10)}`;
    case 'no-current-version':
      return 'no version is labelled AWSCURRENT, so that nothing can be read';
    case 'other-version':
      return `AWSCURRENT is the version ${fault.current}${since(fault.since)}, ${how[fault.how]}`;
    case 'no-previous-version':
      return 'there were versions before, and none is labelled AWSPREVIOUS: there is no way back';
    case 'other-keys':
      return [
        ...(fault.missing.length === 0 ? [] : [`it lacks ${list(fault.missing)}`]),
        ...(fault.unplanned.length === 0 ? [] : [`it holds ${list(fault.unplanned)}, which nobody planned`]),
      ].join('; ');
    case 'unreadable':
      return fault.why;
  }
}

const how = {
  'rolled-back': 'which is older than what Terraform wrote: the bucket was rolled back',
  'written-outside': 'which Terraform did not write',
  unknown: 'and not the one that Terraform wrote',
} as const;

const since = (time: string | null): string =>
  time === null ? '' : ` of ${time.slice(0, 16).replace('T', ' ')} UTC`;

/** What to do about it. Commands run as they are printed. */
export function confirmRemedy(fault: ConfirmFault, where: Where): string {
  const { environment, bucket, secretName, region } = where;
  const deploy = `npx cdktf deploy ${environment}`;
  const entry = `--secret-id ${shellWord(secretName)} --region ${region}`;
  switch (fault.kind) {
    case 'not-made':
    case 'not-deployed':
    case 'not-removed':
      return `deploy first: ${deploy}; fanout tf-plan ${environment} shows what that does`;
    case 'missing':
      return `${deploy} makes it anew, under another ARN`;
    case 'replaced':
      return `fanout drift ${environment} says more`;
    case 'scheduled-for-deletion':
      return `aws secretsmanager restore-secret ${entry}`;
    case 'no-current-version':
      return `aws secretsmanager update-secret-version-stage ${entry} --version-stage AWSCURRENT --move-to-version-id ${shellWord(fault.deployed)}`;
    case 'other-version': {
      const back = fault.isPrevious
        ? `back to what Terraform wrote: fanout rollback ${environment} ${bucket}`
        : `to have what the files say: fanout rotate ${environment} NAME for a name in it, and ${deploy}`;
      return fault.how === 'rolled-back'
        ? `let the files follow (git revert, fanout diff, ${deploy}); or ${back}`
        : back;
    }
    case 'no-previous-version':
      return 'a rotation of a name in it makes one again';
    case 'other-keys':
    case 'unreadable':
      return `to go back to what was there before: fanout rollback ${environment} ${bucket}`;
  }
}
