import type { PolicyDocument } from '../../access';
import { expression, insideQuotes } from '../escape';

/** What stands for the ARN of a key in a document: `arn:aws:kms:REGION:ACCOUNT:key/ENVIRONMENT`. */
const keyStandIn = /arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/([a-z][a-z0-9-]*)(?=")/g;

/**
 * A document as the value of an argument, with the ARNs of keys filled in while Terraform runs. Everything else is
 * escaped, IAM's own `${variables}` too, so that they come to AWS as they are.
 *
 * @param keyArn - Terraform code of the ARN of an environment's key; undefined where the stack does not know it
 */
export function policyText(
  document: PolicyDocument,
  keyArn: (environment: string) => string | undefined,
): string {
  const json = JSON.stringify(document);
  let text = '';
  let from = 0;
  for (const found of json.matchAll(keyStandIn)) {
    const code = keyArn(found[1] ?? '');
    if (code === undefined)
      throw new Error(`A policy speaks of the key of ${found[1]}, which is not known here`);
    text += `${insideQuotes(json.slice(from, found.index))}\${${code}}`;
    from = found.index + found[0].length;
  }
  return expression(`"${text}${insideQuotes(json.slice(from))}"`);
}
