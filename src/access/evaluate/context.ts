import type { AccessRequest, Caller } from './request';

/** Condition key in lower case → its values; never an empty list. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

const principalTypes: Readonly<Partial<Record<Caller['kind'], string>>> = {
  role: 'AssumedRole',
  user: 'User',
  root: 'Account',
};

/** The account in an ARN; undefined where it has none, as with a service's host name. */
export function accountOf(arn: string): string | undefined {
  const account = arn.split(':', 6)[4];
  return account === undefined || account === '' ? undefined : account;
}

/**
 * Everything a condition can ask of a request: the keys that it carries, and those that follow from caller and
 * resource. Services and federated identities have no `aws:PrincipalArn`; nobody but AWS has `aws:PrincipalIsAWSService`.
 */
export function contextOf({ caller, resource, context = {} }: AccessRequest): RequestContext {
  const keys = new Map<string, readonly string[]>();
  const put = (key: string, value: string | undefined): void => {
    if (value !== undefined) keys.set(key, [value]);
  };
  const type = principalTypes[caller.kind];
  put('aws:resourceaccount', accountOf(resource));
  put('aws:principalisawsservice', String(caller.kind === 'service'));
  if (type !== undefined) {
    put('aws:principalarn', caller.arn);
    put('aws:principalaccount', accountOf(caller.arn));
    put('aws:principaltype', type);
  }
  for (const [key, value] of Object.entries(context)) {
    const values = typeof value === 'string' ? [value] : value;
    if (values.length > 0) keys.set(key.toLowerCase(), values);
    else keys.delete(key.toLowerCase());
  }
  return keys;
}
