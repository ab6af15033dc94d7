import type { DriftResult } from '../commands/drift';
import type { Finding } from '../commands/drift/finding';
import { shellWord } from './shell-word';

/** What to do about a finding. Commands run as they are printed. */
export function remedyFor(finding: Finding, { environments }: Pick<DriftResult, 'environments'>): string {
  const region = environments.find(({ name }) => name === finding.environment)?.region ?? '';

  const { gist, environment, bucket, secretName } = finding;
  const deploy = `cdktf deploy ${environment}`;
  const entry = `--secret-id ${shellWord(secretName ?? '')} --region ${region}`;
  switch (gist.kind) {
    case 'deleted':
    case 'missing':
      return `${deploy} makes it anew, under another ARN: deploy what reads it by its ARN as well`;
    case 'scheduled-for-deletion':
      return `before the next deploy: aws secretsmanager restore-secret ${entry}`;
    case 'replaced':
    case 'not-in-state':
      return `fanout doctor ${environment} says how it comes under Terraform`;
    case 'key-missing':
      return `deploy the foundation stack: cdktf deploy ${gist.stack}`;
    case 'key-unusable': {
      const key = `--key-id ${shellWord(gist.arn)} --region ${region}`;
      const cancel = gist.state === 'PendingDeletion' ? `aws kms cancel-key-deletion ${key} && ` : '';
      return `an administrator of the key: ${cancel}aws kms enable-key ${key}`;
    }
    case 'no-current-version':
      return `aws secretsmanager update-secret-version-stage ${entry} --version-stage AWSCURRENT --move-to-version-id ${shellWord(gist.deployed)}`;
    case 'other-version':
      return gist.isPrevious
        ? `back to what was deployed: fanout rollback ${environment} ${bucket}; to keep what stands there, set it in the environment file and deploy`
        : `set what is to stand there in the environment file, and deploy: fanout rotate ${environment} NAME`;
    case 'policy-changed':
    case 'tag-changed':
    case 'description-changed':
      return `${deploy} puts it back; fanout tf-plan ${environment} shows it before`;
    case 'other-key':
      return `${deploy} puts it back for what is written from then on; fanout tf-plan ${environment} shows it before`;
    case 'rotation-enabled':
      return `aws secretsmanager cancel-rotate-secret ${entry}`;
    case 'replicated':
      return `aws secretsmanager remove-regions-from-replication ${entry} --remove-replica-regions ${gist.regions.map(shellWord).join(' ')}`;
    case 'unknown-entry':
      return `if nobody reads it any more, an administrator deletes it: aws secretsmanager delete-secret ${entry} --recovery-window-in-days 30`;
  }
}
