import type { AccountScope } from './scope';

type Where = Pick<AccountScope, 'project' | 'account' | 'partition'>;

/** Below it stands everything that the foundation makes in IAM. Ends in a slash, so that no other path begins like it. */
export const foundationPath = (project: string): string => `/fanout/${project}/`;

/** Below it stand the roles of an environment, and nothing else. */
export const environmentPath = (project: string, environment: string): string =>
  `/fanout/${project}/${environment}/`;

/** Names of roles and policies are unique in an account; a dot stands in no name of ours, so two can't be mixed up. */
export const iamName = (project: string, document: string): string => `${project}.${document}`;

const iamArn = ({ partition, account }: Where, rest: string): string =>
  `arn:${partition}:iam::${account}:${rest}`;

/** A role of the foundation. */
export const foundationRole = (where: Where, document: string): string =>
  iamArn(where, `role${foundationPath(where.project)}${iamName(where.project, document)}`);

/** A role of an environment's stack. */
export const runtimeRole = (where: Where, environment: string, document: string): string =>
  iamArn(where, `role${environmentPath(where.project, environment)}${iamName(where.project, document)}`);

export const foundationPolicy = (where: Where, document: string): string =>
  iamArn(where, `policy${foundationPath(where.project)}${iamName(where.project, document)}`);

/** Every role of ours. */
export const allRoles = (where: Where): string => iamArn(where, `role${foundationPath(where.project)}*`);

/** Every role of an environment's stack. */
export const rolesOf = (where: Where, environment: string): string =>
  iamArn(where, `role${environmentPath(where.project, environment)}*`);

export const allPolicies = (where: Where): string => iamArn(where, `policy${foundationPath(where.project)}*`);

export const root = (where: Where): string => iamArn(where, 'root');

/** Who signs the tokens of GitHub's jobs. */
export const githubIssuer = 'token.actions.githubusercontent.com';

export const githubProvider = (where: Where): string => iamArn(where, `oidc-provider/${githubIssuer}`);

/**
 * Patterns of the role that a single-sign-on permission set gets in an account: its name ends in 16 digits, and the
 * region of the identity centre may stand in its path. Nobody but AWS can make a role in that path.
 */
export function permissionSetRoles(where: Where, permissionSet: string): readonly string[] {
  const name = `AWSReservedSSO_${permissionSet}_${'?'.repeat(16)}`;
  return ['', '*/'].map((region) => iamArn(where, `role/aws-reserved/sso.amazonaws.com/${region}${name}`));
}

/** A role of the form that a permission set gets, to stand for people in reports. */
export const permissionSetExample = (where: Where, permissionSet: string): string =>
  iamArn(where, `role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${permissionSet}_0123456789abcdef`);
