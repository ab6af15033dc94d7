import type { Github } from '../../model';
import { githubIssuer, githubProvider } from '../names';
import type { AccountScope } from '../scope';
import { allow, type Draft } from '../statement';

/** A claim of GitHub's token as a condition key. https://docs.github.com/actions/reference/security/oidc */
const claim = (name: string): string => `${githubIssuer}:${name}`;

/**
 * The subject of a job's token. Repositories made, renamed or transferred from 2026-07-15 on have ids in it.
 *
 * @param of - what the job runs for, such as `environment:production`
 */
export function githubSubject(
  { owner, ownerId, repository, repositoryId, subject }: Github,
  of: string,
): string {
  const name =
    subject === 'classic' ? `${owner}/${repository}` : `${owner}@${ownerId}/${repository}@${repositoryId}`;
  return `repo:${name}:${of}`;
}

/** Lets jobs with exactly these claims take on a role. A name can be taken over by others, the id of a repository can not. */
export function trustJobs(
  scope: AccountScope,
  sid: string,
  claims: { readonly subject: string; readonly repositoryId: string; readonly ref?: string },
): Draft {
  return allow(sid, {
    principal: { Federated: githubProvider(scope) },
    action: ['sts:AssumeRoleWithWebIdentity'],
    condition: {
      StringEquals: {
        [claim('aud')]: 'sts.amazonaws.com',
        [claim('sub')]: claims.subject,
        [claim('repository_id')]: claims.repositoryId,
        ...(claims.ref === undefined ? {} : { [claim('ref')]: claims.ref }),
      },
    },
  });
}
