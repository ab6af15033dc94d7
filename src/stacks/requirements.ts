import type { TerraformStack } from 'cdktf';

/** What every stack runs with. Ephemeral values and write-only arguments need these versions at least. */
const terraform = '>= 1.11';
const aws = { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' };

/** Says so in the stack. The generated classes would pin the very provider that they were made from. */
export function addRequirements(stack: TerraformStack): void {
  stack.addOverride('terraform.required_version', terraform);
  stack.addOverride('terraform.required_providers.aws', aws);
}
