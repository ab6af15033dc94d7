import { keyAlias } from '../../plan/environments';
import type { ValueSource } from '../../plan/plan';
import type { Aws } from '../../values/aws';
import { AwsFault } from '../../values/aws-fault';
import type { ClosedValue, ShownValue } from '../../values/editing/edit-text';
import { SecretValue } from '../../values/secret-value';
import type { Slot } from '../set-slot';
import { severalAtOnce } from '../several-at-once';

/** How many requests to KMS are under way at a time. */
const atOnce = 10;

/** Told how many values have been decrypted, of how many. */
export type Progress = (done: number, total: number) => void;

/** What is offered for editing. */
export interface Offer {
  readonly shown: readonly ShownValue[];
  readonly closed: readonly ClosedValue[];
}

export const isCiphertext = (slot: Slot): boolean => ownSource(slot).kind === 'kms';

/**
 * Decrypts what can be decrypted. What KMS does not let the caller read, what does not decrypt, references and what is
 * inherited stay closed.
 *
 * @throws AwsFault where AWS cannot be asked at all
 */
export async function offerValues(
  slots: readonly Slot[],
  aws: Pick<Aws, 'decrypt'>,
  progress: Progress,
): Promise<Offer> {
  const total = slots.filter(isCiphertext).length;
  let done = 0;
  const all = await severalAtOnce(atOnce, slots, async (slot): Promise<ShownValue | ClosedValue> => {
    const source = ownSource(slot);
    if (source.kind !== 'kms') return offerPlain(slot, source);
    const one = await offerDecrypted(slot, source, aws);
    done += 1;
    progress(done, total);
    return one;
  });
  return {
    shown: all.filter((one): one is ShownValue => 'value' in one),
    closed: all.filter((one): one is ClosedValue => 'reason' in one),
  };
}

type OwnSource = ValueSource | { readonly kind: 'inherited' | 'refused' };

/** What stands behind a name in the environment's own file. */
function ownSource({ environment, name }: Slot): OwnSource {
  const source = environment.sourceOf(name);
  if (source === 'missing') return { kind: 'unset' };
  if (environment.holderOf(name) !== environment.file) return { kind: 'inherited' };
  return source === 'refused' ? { kind: 'refused' } : source;
}

function offerPlain(
  { environment, name, entry: { kind } }: Slot,
  source: Exclude<OwnSource, { kind: 'kms' }>,
): ShownValue | ClosedValue {
  switch (source.kind) {
    case 'unset':
      return { name, kind, value: null };
    case 'config':
      return { name, kind, value: new SecretValue(source.value) };
    case 'inherited':
      return { name, reason: `inherited from ${environment.parent?.value.environment}` };
    case 'refused':
      return { name, reason: 'what stands there is not in order: see fanout check' };
    default:
      return { name, reason: `a reference (${source.kind}), revision ${source.revision}` };
  }
}

async function offerDecrypted(
  { environment, name, entry: { kind } }: Slot,
  { ciphertext, context }: Extract<ValueSource, { kind: 'kms' }>,
  aws: Pick<Aws, 'decrypt'>,
): Promise<ShownValue | ClosedValue> {
  const { region, keyOwner } = environment;
  try {
    const alias = keyAlias(context.project, keyOwner);
    return { name, kind, value: await aws.decrypt(ciphertext, { region, keyAlias: alias, context }) };
  } catch (error) {
    if (error instanceof AwsFault && error.answer === 'denied')
      return { name, reason: 'KMS does not let you decrypt it' };
    if (error instanceof AwsFault && error.answer === 'undecryptable')
      return { name, reason: 'of another key, or encrypted for another name or environment' };
    throw error;
  }
}
