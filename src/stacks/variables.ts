import { type TerraformStack, TerraformVariable } from 'cdktf';
import type { CanonicalName } from '../model';
import { expression, quoted } from './escape';

/**
 * The variable `plan_only`: a plan without any right to decrypt. Such a plan is never applied.
 *
 * The validation alone comes too late for what does not depend on the variable, so the provider has to mention it
 * too: see `dependingOnPlanOnly`.
 */
export function addPlanOnly(stack: TerraformStack): void {
  new TerraformVariable(stack, 'plan_only', {
    type: 'bool',
    default: false,
    nullable: false,
    description: 'Plan without decrypting anything. Such a plan cannot be applied.',
    validation: [
      {
        condition: expression('!(var.plan_only && terraform.applying)'),
        errorMessage:
          'This plan was made with plan_only, without the values: it cannot be applied. Plan again without plan_only, and apply that.',
      },
    ],
  });
}

/** The same text, but Terraform evaluates the variable and its validation before it. */
export function dependingOnPlanOnly(text: string): string {
  return expression(`var.plan_only ? ${quoted(text)} : ${quoted(text)}`);
}

/** The variable `values`, which hands in secrets at deploy time; Terraform keeps it in memory only. */
export function addValues(stack: TerraformStack, names: readonly CanonicalName[]): void {
  if (names.length === 0) return;
  const variable = new TerraformVariable(stack, 'values', {
    type: 'map(string)',
    default: {},
    nullable: false,
    sensitive: true,
    description: 'Values of secrets that are handed in at deploy time, by canonical name.',
    // One each: a message may not be made from what is sensitive, so it could not say which one is missing.
    validation: names.map((name) => ({
      condition: expression(`var.plan_only || try(var.values[${quoted(name)}] != null, false)`),
      errorMessage: `${name} is missing: hand it in through TF_VAR_values, as in {"${name}": "..."}.`,
    })),
  });
  variable.addOverride('ephemeral', true);
}
