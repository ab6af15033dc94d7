// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are plain text here
import { contextOf } from '../../../src/access/evaluate';
import { conditionsTest } from '../../../src/access/evaluate/conditions';
import type { ContextKeys } from '../../../src/access/evaluate/request';
import type { Conditions } from '../../../src/access/policy';

const holds = (conditions: Conditions, context: ContextKeys): boolean =>
  conditionsTest(conditions)(
    contextOf({
      caller: { kind: 'service', arn: 'none.amazonaws.com' },
      action: 'x:Y',
      resource: '*',
      context,
    }),
  );

type Row = readonly [
  operator: string,
  policy: string | readonly string[],
  request: string | undefined,
  boolean,
];

describe('one value of a request against an operator', () => {
  test.each<Row>([
    ['StringEquals', 'dev', 'dev', true],
    ['StringEquals', 'dev', 'Dev', false],
    ['StringEquals', ['staging', 'dev'], 'dev', true],
    ['StringEquals', 'd*', 'dev', false],
    ['StringEquals', 'd*', 'd*', true],
    ['StringNotEquals', ['staging', 'dev'], 'dev', false],
    ['StringNotEquals', ['staging', 'dev'], 'production', true],
    ['StringEqualsIgnoreCase', 'Dev', 'dEV', true],
    ['StringNotEqualsIgnoreCase', 'Dev', 'dEV', false],
    ['StringLike', 'dev-*', 'dev-alice', true],
    ['StringLike', 'dev-*', 'dev-', true],
    ['StringLike', 'dev-*', 'dev', false],
    ['StringLike', 'dev-?', 'dev-ab', false],
    ['StringLike', 'DEV-*', 'dev-a', false],
    ['StringLike', '*a*a*a*b', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', false],
    ['StringLike', '${*}', '*', true],
    ['StringLike', '${*}', 'anything', false],
    ['StringLike', 'a${?}${$}', 'a?$', true],
    ['StringNotLike', ['dev-*', 'test'], 'test', false],
    ['StringNotLike', ['dev-*', 'test'], 'production', true],
    ['ArnEquals', 'arn:aws:iam::123456789012:role/app-*', 'arn:aws:iam::123456789012:role/app-api', true],
    ['ArnLike', 'arn:aws:ecs:*:123456789012:*', 'arn:aws:ecs:us-east-1:123456789012:task/a:1', true],
    ['ArnLike', 'arn:aws:*:123456789012:x', 'arn:aws:ecs:us-east-1:123456789012:x', false],
    ['ArnLike', 'arn:aws:iam::*:role/a', 'arn:aws:iam::1:role/a:role/a', false],
    ['ArnLike', 'arn:aws:iam::123456789012:role/a', 'no arn', false],
    ['ArnLike', 'arn:aws:ecs:*:*:*', 'arn:aws:ecs', false],
    ['ArnNotEquals', 'arn:aws:iam::123456789012:role/a', 'arn:aws:iam::123456789012:role/a', false],
    ['ArnNotLike', 'arn:aws:iam::123456789012:role/*', 'arn:aws:iam::123456789012:user/a', true],
    ['Bool', 'true', 'true', true],
    ['Bool', 'true', 'True', true],
    ['Bool', 'true', 'false', false],
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', true],
    ['BinaryEquals', 'QmluYXJ5', 'qmluYXJ5', false],
    ['NumericEquals', '7', '7.0', true],
    ['NumericEquals', '7', 'seven', false],
    ['NumericNotEquals', '7', '8', true],
    ['NumericLessThan', '7', '7', false],
    ['NumericLessThanEquals', '7', '7', true],
    ['NumericGreaterThan', '7', '30', true],
    ['NumericGreaterThanEquals', '7', '6', false],
    ['NumericLessThan', '7', '', false],
    ['DateEquals', '2026-01-01T00:00:00Z', '1767225600', true],
    ['DateNotEquals', '2026-01-01', '2026-01-02', true],
    ['DateLessThan', '2026-01-02', '2026-01-01', true],
    ['DateLessThanEquals', '2026-01-01', '2026-01-01', true],
    ['DateGreaterThan', '2026-01-01T00:00:01Z', '2026-01-01T00:00:01Z', false],
    ['DateGreaterThanEquals', '2026-01-01', '2025-12-31', false],
    ['IpAddress', '203.0.113.0/24', '203.0.113.255', true],
    ['IpAddress', '203.0.113.0/24', '203.0.114.0', false],
    ['IpAddress', '203.0.113.7', '203.0.113.8', false],
    ['IpAddress', '203.0.113.7', '203.0.113.7', true],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678:9::1', true],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5679::1', false],
    ['IpAddress', '::/0', '203.0.113.7', false],
    ['IpAddress', '0.0.0.0/0', '256.0.0.1', false],
    ['IpAddress', '10.0.0.0/33', '10.0.0.1', false],
    ['IpAddress', '1:2:3', '1:2:3', false],
    ['IpAddress', '1::2::3', '1::2::3', false],
    ['NotIpAddress', '203.0.113.0/24', '203.0.113.9', false],
    ['NotIpAddress', '203.0.113.0/24', '198.51.100.1', true],
    ['Null', 'true', undefined, true],
    ['Null', 'true', 'there', false],
    ['Null', 'false', undefined, false],
    ['Null', 'false', 'there', true],
  ])('GIVEN %s %j WHEN the request says %j THEN %s', (operator, policy, request, expected) => {
    expect(
      holds({ [operator]: { 'x:key': policy } }, request === undefined ? {} : { 'x:key': request }),
    ).toBe(expected);
  });
});

describe('a key that is missing from the request', () => {
  test.each([
    ['StringEquals', false],
    ['StringLike', false],
    ['ArnLike', false],
    ['Bool', false],
    ['NumericLessThan', false],
    ['DateLessThan', false],
    ['IpAddress', false],
    ['BinaryEquals', false],
    ['StringNotEquals', true],
    ['StringNotLike', true],
    ['StringNotEqualsIgnoreCase', true],
    ['ArnNotEquals', true],
    ['NumericNotEquals', true],
    ['DateNotEquals', true],
    ['NotIpAddress', true],
    ['StringEqualsIfExists', true],
    ['StringNotEqualsIfExists', true],
    ['ForAllValues:StringEquals', true],
    ['ForAnyValue:StringEquals', false],
    ['ForAnyValue:StringNotEquals', false],
    ['ForAnyValue:StringEqualsIfExists', true],
  ])('GIVEN %s WHEN its key is missing THEN it is %s', (operator, expected) => {
    const value = operator.includes('Ip') ? '10.0.0.0/8' : '2026';
    expect(holds({ [operator]: { 'x:key': value } }, {})).toBe(expected);
  });

  test('GIVEN IfExists WHEN the key is there THEN the operator decides', () => {
    expect(holds({ StringEqualsIfExists: { 'x:key': 'a' } }, { 'x:key': 'b' })).toBe(false);
    expect(holds({ StringEqualsIfExists: { 'x:key': 'a' } }, { 'x:key': 'a' })).toBe(true);
  });

  test('GIVEN a key with no value at all WHEN it is asked for THEN it is missing', () => {
    expect(holds({ Null: { 'x:key': 'true' } }, { 'x:key': [] })).toBe(true);
    expect(holds({ 'ForAllValues:StringEquals': { 'x:key': 'a' } }, { 'x:key': [] })).toBe(true);
  });
});

describe('several values in the request', () => {
  test.each([
    ['ForAllValues:StringEquals', ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'c'], false],
    ['ForAnyValue:StringEquals', ['a', 'c'], true],
    ['ForAnyValue:StringEquals', ['c', 'd'], false],
    ['ForAllValues:StringNotEquals', ['c', 'd'], true],
    ['ForAllValues:StringNotEquals', ['a', 'c'], false],
    ['ForAnyValue:StringNotEquals', ['a', 'c'], true],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], false],
    ['ForAnyValue:StringLike', ['xa', 'b'], true],
  ])('GIVEN %s [a, b] WHEN the request says %j THEN %s', (operator, request, expected) => {
    expect(holds({ [operator]: { 'aws:TagKeys': ['a', 'b'] } }, { 'aws:TagKeys': request })).toBe(expected);
  });
});

describe('names of keys and several conditions', () => {
  test('GIVEN a key in another case WHEN it is compared THEN it is the same key', () => {
    expect(
      holds(
        { StringEquals: { 'AWS:resourcetag/Environment': 'dev' } },
        { 'aws:ResourceTag/environment': 'dev' },
      ),
    ).toBe(true);
  });

  test.each([
    [{ 'x:a': '1', 'x:b': '2' }, true],
    [{ 'x:a': '1', 'x:b': '3' }, false],
    [{ 'x:a': '1' }, false],
  ])(
    'GIVEN two keys under two operators WHEN the request says %j THEN both have to hold: %s',
    (context, expected) => {
      expect(holds({ StringEquals: { 'x:a': '1' }, StringLike: { 'x:b': '2*' } }, context)).toBe(expected);
    },
  );

  test('GIVEN an operator that IAM does not know WHEN a document is prepared THEN it is refused', () => {
    for (const operator of [
      'StringMatches',
      'NullIfExists',
      'ForAllValues:Null',
      'ForEach:StringEquals',
      'stringequals',
    ]) {
      expect(() => holds({ [operator]: { 'x:a': '1' } }, {})).toThrow(/no condition operator/);
    }
  });
});

describe('policy variables', () => {
  const tag = '${aws:PrincipalTag/Developer}';
  const tagOr = "${aws:PrincipalTag/Developer, 'unassigned'}";
  const alice = { 'aws:PrincipalTag/Developer': 'alice' };

  test.each<[string, string, ContextKeys, boolean]>([
    ['StringEquals', `dev-${tag}`, { ...alice, 'x:key': 'dev-alice' }, true],
    ['StringEquals', `dev-${tag}`, { ...alice, 'x:key': 'dev-bob' }, false],
    ['StringEquals', 'dev-${AWS:principaltag/developer}', { ...alice, 'x:key': 'dev-alice' }, true],
    ['StringLike', `${tag}/*`, { ...alice, 'x:key': 'alice/x' }, true],
    ['ArnLike', `arn:aws:s3:::home/${tag}/*`, { ...alice, 'x:key': 'arn:aws:s3:::home/alice/x' }, true],
    [
      'StringEqualsIgnoreCase',
      `DEV-${tag}`,
      { 'aws:PrincipalTag/Developer': 'Alice', 'x:key': 'dev-aLICE' },
      true,
    ],
    // Nothing equals what is not there, and everything differs from it.
    ['StringEquals', `dev-${tag}`, { 'x:key': 'dev-' }, false],
    ['StringLike', `*${tag}*`, { 'x:key': 'dev' }, false],
    ['StringNotEquals', `dev-${tag}`, { 'x:key': 'dev-alice' }, true],
    ['StringNotLike', `dev-${tag}`, { 'x:key': 'dev-alice' }, true],
    ['StringEquals', `dev-${tagOr}`, { 'x:key': 'dev-unassigned' }, true],
    ['StringEquals', `dev-${tagOr}`, { ...alice, 'x:key': 'dev-unassigned' }, false],
    ['StringEquals', `dev-${tagOr}`, { ...alice, 'x:key': 'dev-alice' }, true],
    ['StringEquals', "${x:none, ''}", { 'x:key': '' }, true],
    // What a variable brings in is text.
    ['StringLike', tag, { 'aws:PrincipalTag/Developer': '*', 'x:key': 'anything' }, false],
    ['StringLike', tag, { 'aws:PrincipalTag/Developer': '${x:key}', 'x:key': 'anything' }, false],
    ['StringEquals', '${x:many}', { 'x:many': ['a', 'b'], 'x:key': 'a' }, false],
  ])('GIVEN %s %s WHEN the request is %j THEN %s', (operator, policy, context, expected) => {
    expect(holds({ [operator]: { 'x:key': policy } }, context)).toBe(expected);
  });
});
