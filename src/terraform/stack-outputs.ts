import * as z from 'zod';
import { printedJson } from './parsed-json';
import { TerraformFault } from './terraform-fault';

const entry = z.object({
  name: z.string(),
  arn: z.string(),
  version_id: z.string().nullable(),
  fingerprint: z.string().nullable(),
});

/** What the last deploy has said about one entry. */
export interface EntryOutput {
  readonly name: string;
  readonly arn: string;
  /** Of the version that terraform wrote; null where there is none yet. */
  readonly versionId: string | null;
  /** Of the plan that it was written from; null where there is none yet. */
  readonly fingerprint: string | null;
}

/** What the last deploy of an environment has left behind. */
export interface StackOutputs {
  /** By bucket; null where the stack has not been deployed yet. */
  readonly buckets: ReadonlyMap<string, EntryOutput> | null;
}

const document = z.object({ buckets: z.object({ value: z.record(z.string(), entry) }).optional() });

/** @throws TerraformFault where these are no outputs of a stack of ours */
export function parseOutputs(text: string): StackOutputs {
  const parsed = document.safeParse(printedJson(text));
  if (!parsed.success) {
    throw new TerraformFault(
      'The outputs in the state are not those of a stack of fanout: is the backend that of this environment?',
    );
  }
  const { buckets } = parsed.data;
  if (buckets === undefined) return { buckets: null };
  const entries = Object.entries(buckets.value).map(([bucket, { version_id, ...rest }]) => {
    return [
      bucket,
      { name: rest.name, arn: rest.arn, versionId: version_id, fingerprint: rest.fingerprint },
    ] as const;
  });
  return { buckets: new Map(entries) };
}
