import type { DriftResult } from '../commands/drift';
import type { Finding } from '../commands/drift/finding';
import { shellWord } from './shell-word';

interface Remedy {
  /** What to do, or what the command does; a sentence for people. */
  readonly sentence: string;
  /** For a POSIX shell, and runs as it is printed; null where no one command does it. */
  readonly command: string | null;
}

/** What to do about a finding. */
export function remedyFor(finding: Finding, { environments }: Pick<DriftResult, 'environments'>): Remedy {
  const { gist, environment, bucket, secretName } = finding;
  const region = environments.find(({ name }) => name === environment)?.region ?? '';
  const aws = (operation: string, more = ''): string =>
    `aws secretsmanager ${operation} --secret-id ${shellWord(secretName ?? '')} --region ${region}${more}`;
  const deploy = `npx cdktf deploy ${environment}`;
  const putBack = {
    sentence: `A deploy puts it back; fanout tf-plan ${environment} shows it before.`,
    command: deploy,
  };
  switch (gist.kind) {
    case 'deleted':
      return {
        sentence: 'A deploy makes it anew, under another ARN: deploy what reads it by its ARN as well.',
        command: deploy,
      };
    case 'missing':
      return { sentence: 'A deploy makes it.', command: deploy };
    case 'scheduled-for-deletion':
      return { sentence: 'Restore it before the next deploy.', command: aws('restore-secret') };
    case 'replaced':
    case 'not-in-state':
      return { sentence: 'See how it comes under Terraform.', command: `fanout doctor ${environment}` };
    case 'key-missing':
      return { sentence: 'Deploy the foundation stack.', command: `npx cdktf deploy ${gist.stack}` };
    case 'key-unusable': {
      const id = gist.arn.slice(gist.arn.lastIndexOf('/') + 1);
      const key = `--key-id ${shellWord(id)} --region ${region}`;
      const cancel = gist.state === 'PendingDeletion' ? `aws kms cancel-key-deletion ${key} && ` : '';
      return {
        sentence: 'An administrator of the key brings it back.',
        command: `${cancel}aws kms enable-key ${key}`,
      };
    }
    case 'no-current-version':
      return {
        sentence: 'Label what was deployed.',
        command: aws(
          'update-secret-version-stage',
          ` --version-stage AWSCURRENT --move-to-version-id ${shellWord(gist.deployed)}`,
        ),
      };
    case 'other-version':
      return gist.isPrevious
        ? {
            sentence:
              'Go back to what was deployed; or, to keep what stands there, set it in the environment file and deploy.',
            command: `fanout rollback ${environment} ${bucket}`,
          }
        : { sentence: 'Set what is to stand there in the environment file, and deploy.', command: null };
    case 'policy-changed':
      return gist.isPlanned
        ? putBack
        : { sentence: 'No deploy takes it away: delete it.', command: aws('delete-resource-policy') };
    case 'tag-changed':
    case 'description-changed':
      return putBack;
    case 'other-key':
      return {
        sentence: `A deploy puts it back for what is written from then on; fanout tf-plan ${environment} shows it before.`,
        command: deploy,
      };
    case 'rotation-enabled':
      return { sentence: 'Switch it off.', command: aws('cancel-rotate-secret') };
    case 'replicated':
      return {
        sentence: 'Take the replicas away.',
        command: aws(
          'remove-regions-from-replication',
          ` --remove-replica-regions ${gist.regions.map(shellWord).join(' ')}`,
        ),
      };
    case 'unknown-entry':
      return {
        sentence: 'If nobody reads it any more, an administrator deletes it.',
        command: aws('delete-secret', ' --recovery-window-in-days 30'),
      };
  }
}
