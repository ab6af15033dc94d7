import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import type { PolicyDocument, RoleDeployment } from '../../access';
import { expression, literal } from '../escape';

export interface RoleProps {
  readonly role: RoleDeployment;
  readonly tags: Readonly<Record<string, string>>;
  /** A document as the value of an argument. */
  readonly textOf: (document: PolicyDocument) => string;
  /** @default - the stack's own */
  readonly provider?: TerraformProvider;
}

/** A role with its trust and what it may. */
export class Role extends Construct {
  constructor(scope: Construct, id: string, { role, tags, textOf, provider }: RoleProps) {
    super(scope, id);
    const common = provider === undefined ? {} : { provider };
    const made = new IamRole(this, 'role', {
      ...common,
      name: literal(role.name),
      path: literal(role.path),
      description: literal(role.description),
      assumeRolePolicy: textOf(role.trust),
      ...(role.boundary === undefined ? {} : { permissionsBoundary: literal(role.boundary) }),
      tags,
    });
    made.overrideLogicalId(role.id);
    if (role.inline !== undefined) {
      const policy = new IamRolePolicy(this, 'policy', {
        ...common,
        name: 'access',
        role: made.name,
        policy: textOf(role.inline),
      });
      policy.overrideLogicalId(role.id);
    }
    for (const attached of role.attached) {
      const attachment = new IamRolePolicyAttachment(this, attached, {
        ...common,
        role: made.name,
        policyArn: expression(`aws_iam_policy.${attached}.arn`),
      });
      attachment.overrideLogicalId(attached);
    }
  }
}

export const roleAddresses = (roles: readonly RoleDeployment[]): readonly string[] =>
  roles.flatMap(({ id, inline, attached }) => [
    `aws_iam_role.${id}`,
    ...(inline === undefined ? [] : [`aws_iam_role_policy.${id}`]),
    ...attached.map((each) => `aws_iam_role_policy_attachment.${each}`),
  ]);
