import { many } from '../many';
import type { StatementRule } from './fault';

/** Services whose resources have no type in their ARN: the name follows directly. */
const untyped = new Set(['s3', 'sns', 'sqs']);
const wild = /[*?]|\$\{/;

/** Undefined where an ARN is one that IAM reads as it looks. */
function faultOfArn(arn: string): string | undefined {
  const parts = arn.split(':');
  const [prefix, partition = '', service = '', region = '', account = ''] = parts;
  const name = parts.slice(5).join(':');
  if (prefix !== 'arn' || parts.length < 6) return 'has fewer than six parts';
  if (wild.test(partition) || wild.test(service)) return 'has a wildcard before its region';
  if (region.includes('${') || account.includes('${')) return 'has a variable before its name';
  const type = /^[^/:]*/.exec(name)?.[0] ?? '';
  return !untyped.has(service) && wild.test(type) ? 'has no literal resource type' : undefined;
}

/** Resources are `*` or ARNs of six parts, the type of the resource written out. */
export const resourceRule: StatementRule = ({ Resource, NotResource }) =>
  many(Resource ?? NotResource)
    .filter((arn) => arn !== '*')
    .flatMap((arn) => {
      const fault = faultOfArn(arn);
      return fault === undefined ? [] : [{ rule: 'resource-arn' as const, message: `${arn} ${fault}.` }];
    });

const isEntry = (arn: string): boolean => /^arn:[^:]*:secretsmanager:/.test(arn);
const randomEnd = '-??????';

/**
 * A name of an entry, in an ARN, goes to its end: `-??????` stands for the random characters that AWS adds. A `*` stands
 * only for whole elements of a path: `NAME-*` takes in `NAME-v2`, and `dev*` takes in `devops`. The name alone may stand
 * beside its pattern, for an entry that is not made yet.
 */
export const entryPatternRule: StatementRule = ({ Resource, NotResource }) => {
  const arns = many(Resource ?? NotResource);
  return arns
    .filter((arn) => isEntry(arn) && !arns.includes(`${arn}${randomEnd}`))
    .filter((arn) => {
      const name = arn.split(':').slice(6).join(':');
      return (
        name.replace(/(^|\/)\*$/, '').includes('*') || !/(?:-\?{6}|-[A-Za-z0-9]{6}|(?:^|\/)\*)$/.test(name)
      );
    })
    .map((arn) => ({ rule: 'entry-pattern', message: `${arn} takes in entries with other names, or none.` }));
};
