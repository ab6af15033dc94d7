import type { AccessDocument, DocumentKind } from '../policy';

/**
 * Characters that AWS takes; an identity's policy is a customer managed one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const sizeLimits: Readonly<Record<DocumentKind, number>> = {
  identity: 6144,
  boundary: 6144,
  trust: 2048,
  'secret-policy': 20_480,
  'key-policy': 32_768,
  scp: 5120,
};

/** Characters of a document as it is sent, without white space between its parts. */
export const sizeOf = ({ document }: AccessDocument): number => JSON.stringify(document).length;
