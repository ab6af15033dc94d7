import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Block, Resources } from '../../../src/commands/tf-plan/foretell';
import { parsePlan, type TerraformPlan } from '../../../src/terraform/plan-json';

/** Plans of a real terraform, as `terraform show -json` printed them: changes of a deployed stack and what it loses. */
export const recorded = (name: 'changed' | 'removed' | 'key'): string =>
  readFileSync(join(__dirname, '../../fixtures/tf-plan', `${name}.json`), 'utf8');

type Actions = readonly ('no-op' | 'create' | 'update' | 'delete' | 'forget')[];
type Attributes = Readonly<Record<string, unknown>> | null;

/** One line of a plan: an address, what is done, the attributes before and after, and where it is taken into the state. */
export type Line = readonly [
  address: string,
  actions: Actions,
  before?: Attributes,
  after?: Attributes,
  imported?: 'imported',
];

/** A plan as terraform prints it. */
export function planOf(changes: readonly Line[], drift: readonly Line[] = []): TerraformPlan {
  const rows = (lines: readonly Line[]) =>
    lines.map(([address, actions, before = null, after = null, imported]) => {
      const [type = '', name = ''] = address.replace(/\[.*$/, '').split('.');
      const importing = imported === undefined ? {} : { importing: { id: 'arn:1' } };
      return { address, mode: 'managed', type, name, change: { actions, before, after, ...importing } };
    });
  return parsePlan(
    JSON.stringify({ format_version: '1.2', resource_changes: rows(changes), resource_drift: rows(drift) }),
  );
}

export const stackOf = (blocks: Readonly<Record<string, Block>>): Resources =>
  new Map(Object.entries(blocks));

export const entry = 'aws_secretsmanager_secret.api';
export const version = 'aws_secretsmanager_secret_version.api';
export const role = 'aws_iam_role.task_api';
