/** What a resource of our stacks is to people. */
export type Subject =
  | 'entry'
  | 'version'
  | 'entry-policy'
  | 'key'
  | 'key-alias'
  | 'role'
  | 'role-policy'
  | 'policy'
  | 'attachment'
  | 'identity-provider'
  | 'marker'
  | 'other';

const subjects: ReadonlyMap<string, Subject> = new Map<string, Subject>([
  ['aws_secretsmanager_secret', 'entry'],
  ['aws_secretsmanager_secret_version', 'version'],
  ['aws_secretsmanager_secret_policy', 'entry-policy'],
  ['aws_kms_key', 'key'],
  ['aws_kms_alias', 'key-alias'],
  ['aws_iam_role', 'role'],
  ['aws_iam_role_policy', 'role-policy'],
  ['aws_iam_policy', 'policy'],
  ['aws_iam_role_policy_attachment', 'attachment'],
  ['aws_iam_openid_connect_provider', 'identity-provider'],
  ['terraform_data', 'marker'],
]);

/** @param type - of the resource, as Terraform has it; what the state holds need not be ours */
export const subjectOf = (type: string): Subject => subjects.get(type) ?? 'other';
