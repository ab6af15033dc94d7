import * as z from 'zod';
import { printedJson } from './parsed-json';
import { TerraformFault } from './terraform-fault';

/** A managed resource that a state knows. */
export interface StateResource {
  /** Such as `aws_secretsmanager_secret.api`, or `aws_iam_role.x[0]`. */
  readonly address: string;
  /** Whether making it was cut off, so that the next deploy destroys it and makes it anew. */
  readonly tainted: boolean;
  /** Null where it has none. */
  readonly arn: string | null;
}

const instance = z.object({
  index_key: z.union([z.string(), z.number()]).optional(),
  status: z.string().optional(),
  attributes: z.object({ arn: z.string().nullish() }).nullish(),
});
/** Version 4, which every Terraform from 0.12 on writes. Only what is looked at; values are not kept. */
const stateFile = z.object({
  resources: z
    .array(
      z.object({
        mode: z.string(),
        type: z.string(),
        name: z.string(),
        instances: z.array(instance),
      }),
    )
    .default([]),
});

/**
 * @param text - of `terraform state pull`; nothing where there is no state yet
 * @throws TerraformFault where it is something else
 */
export function parseState(text: string): readonly StateResource[] {
  if (text.trim() === '') return [];
  const parsed = stateFile.safeParse(printedJson(text));
  if (!parsed.success) throw new TerraformFault('terraform printed a state that cannot be read');
  return parsed.data.resources
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ type, name, instances }) =>
      instances.map(({ index_key: key, status, attributes }) => ({
        address: `${type}.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`,
        tainted: status === 'tainted',
        arn: attributes?.arn ?? null,
      })),
    );
}
