import type { AccessDocument, PolicyDocument } from './policy';

/** What stands for the id of a key, which is longer: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id */
const keyStandIn = /(?<=:kms:[^":]*:\d{12}:key\/)[a-z][a-z0-9-]*(?=")/g;
const keyId = '0'.repeat(36);

/** Characters of a document as it is sent: nothing between its parts. IAM leaves white space out of its count. */
export const sizeOf = (document: PolicyDocument): number =>
  JSON.stringify(document).replace(keyStandIn, keyId).length;

/** Documents that are policies of their own, for people to be given; all other identity documents stand inline in a role. */
const isManaged = ({ name }: Pick<AccessDocument, 'name'>): boolean =>
  /^(?:developer-read|guardrail|secret-author)(?:\.|$)/.test(name);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const managedLimit = 6144;

/**
 * The most characters that a document of its kind may have.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function limitOf(document: Pick<AccessDocument, 'kind' | 'name'>): number {
  switch (document.kind) {
    case 'identity':
      return isManaged(document) ? managedLimit : 10_240;
    case 'boundary':
      return managedLimit;
    case 'trust':
      return 2048;
    case 'secret-policy':
      return 20_480;
    case 'key-policy':
      return 32_768;
    case 'scp':
      return 5120;
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const longestRoleName = 64;

/** Managed policies of one role, unless somebody asks AWS for more. */
export const mostPolicies = 10;
