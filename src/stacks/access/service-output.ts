import type { ServiceDeployment } from '../../access';
import type { EnvironmentPlan } from '../../plan/plan';
import { insideQuotes, quoted } from '../escape';

/** Terraform code of what is told about a service, for whoever writes its task definition or app: roles and pointers. */
export function serviceOutput(service: ServiceDeployment, environment: EnvironmentPlan): string {
  const arnOf = (id: string | undefined): string => `aws_iam_role.${id}.arn`;
  const fields =
    service.kind === 'ecs'
      ? [
          `execution_role_arn = ${arnOf(service.roles.execution)}`,
          `task_role_arn = ${arnOf(service.roles.task)}`,
          `secrets = [${pointers(service, environment).join(', ')}]`,
        ]
      : [
          `role_arn = ${arnOf(service.roles.compute)}`,
          ...(service.kind === 'amplify'
            ? [`attach = [${attachCommands(service, environment, arnOf(service.roles.compute)).join(', ')}]`]
            : []),
        ];
  return `{ ${fields.join(', ')} }`;
}

/**
 * The `secrets` of a container definition: each target of the service's buckets by the ARN of its entry, and never a value.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 */
function pointers({ buckets }: ServiceDeployment, environment: EnvironmentPlan): readonly string[] {
  return buckets.flatMap((bucket) =>
    Object.keys(environment.buckets[bucket]?.entries ?? {}).map((target) => {
      const from = `"\${aws_secretsmanager_secret.${bucket}.arn}:${insideQuotes(target)}::"`;
      return `{ name = ${quoted(target)}, valueFrom = ${from} }`;
    }),
  );
}

/** Commands that give an app's branches the role: Amplify takes it only on a branch. */
function attachCommands(
  { app = 'APP_ID' }: ServiceDeployment,
  { branches, region }: EnvironmentPlan,
  roleArn: string,
): readonly string[] {
  const named = branches.length === 0 ? ['BRANCH'] : branches;
  return named.map((branch) => {
    const words = ['aws amplify update-branch', `--app-id ${app}`, `--branch-name ${shellWord(branch)}`];
    const command = [...words, `--region ${region}`, '--compute-role-arn '].join(' ');
    return `"${insideQuotes(command)}\${${roleArn}}"`;
  });
}

/** A text as one word of a shell's command line. */
const shellWord = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
