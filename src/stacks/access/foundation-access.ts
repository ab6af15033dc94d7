import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import type { FoundationAccess, PolicyDocument } from '../../access';
import { literal } from '../escape';
import { Role, roleAddresses } from './role';

export interface FoundationAccessProps {
  readonly access: FoundationAccess;
  readonly tags: Readonly<Record<string, string>>;
  readonly textOf: (document: PolicyDocument) => string;
  readonly provider: TerraformProvider;
}

/** Workflows, people and boundaries of an account: everything about access that an environment's deploy may not change. */
export class FoundationAccessResources extends Construct {
  constructor(scope: Construct, id: string, { access, tags, textOf, provider }: FoundationAccessProps) {
    super(scope, id);
    if (access.makesGithubProvider) {
      // Its certificate is checked by AWS itself, so no thumbprint is given.
      const github = new IamOpenidConnectProvider(this, 'github', {
        provider,
        url: 'https://token.actions.githubusercontent.com',
        clientIdList: ['sts.amazonaws.com'],
        tags,
      });
      github.overrideLogicalId(githubId);
    }
    const policies = new Construct(this, 'policies');
    for (const policy of access.policies) {
      const made = new IamPolicy(policies, policy.id, {
        provider,
        name: literal(policy.name),
        path: literal(policy.path),
        description: literal(policy.description),
        policy: textOf(policy.document),
        tags,
      });
      made.overrideLogicalId(policy.id);
    }
    const roles = new Construct(this, 'roles');
    for (const role of access.roles) new Role(roles, role.id, { role, tags, textOf, provider });
  }
}

const githubId = 'github';

export const foundationAccessAddresses = (access: FoundationAccess | undefined): readonly string[] =>
  access === undefined
    ? []
    : [
        ...(access.makesGithubProvider ? [`aws_iam_openid_connect_provider.${githubId}`] : []),
        ...access.policies.map(({ id }) => `aws_iam_policy.${id}`),
        ...roleAddresses(access.roles),
      ];
