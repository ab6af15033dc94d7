import { compareText } from '../diagnostics';

/** The addresses of all managed resources of a stack, sorted. */
export type Addresses = readonly string[];

/**
 * Holds what was written against what was planned. cdktf merges two resources whose ids agree, and lets a token
 * through that it could not resolve, both without a word.
 *
 * @param json - the text of a stack's `cdk.tf.json`
 * @throws with addresses alone in the message, never with what stands at them
 */
export function checkSynthesized(stack: string, json: string, planned: Addresses): void {
  if (/[$#]\{TfToken\[/.test(json)) throw new Error(`Stack ${stack}: an unresolved token is left`);
  const written = addressesIn(json);
  const lost = planned.filter((address) => !written.includes(address));
  const extra = written.filter((address) => !planned.includes(address));
  if (lost.length > 0) throw new Error(`Stack ${stack}: lost on the way: ${lost.join(', ')}`);
  if (extra.length > 0) throw new Error(`Stack ${stack}: not planned: ${extra.join(', ')}`);
}

/** @param json - the text of a stack's `cdk.tf.json` */
export function addressesIn(json: string): Addresses {
  const { resource = {} } = JSON.parse(json) as { resource?: Record<string, Record<string, unknown>> };
  return Object.entries(resource)
    .flatMap(([type, blocks]) => Object.keys(blocks).map((id) => `${type}.${id}`))
    .sort(compareText);
}
