import type { PolicyDocument } from '../../../src/access';
import { comparePolicies } from '../../../src/commands/drift/compare-policies';

const role = 'arn:aws:iam::123456789012:role/api';
const planned: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'DenyReading',
      Effect: 'Deny',
      Principal: '*',
      Action: ['secretsmanager:GetSecretValue'],
      Resource: '*',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': ['arn:b', 'arn:a'] }, Null: { 'aws:X': 'true' } },
    },
    {
      Sid: 'DenyRest',
      Effect: 'Deny',
      Principal: { AWS: 'arn:aws:iam::123456789012:root' },
      Action: ['b:B', 'a:A'],
      Resource: '*',
    },
  ],
};
const same = { added: [], removed: [], changed: [] };

type Edit = (statements: Record<string, unknown>[]) => unknown[];
const edited = (edit: Edit): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: edit(structuredClone([...planned.Statement]) as never),
  });

describe('the policy of an entry against the generated one', () => {
  test.each<[what: string, edit: Edit]>([
    ['in another order', (all) => all.reverse()],
    [
      'with values alone instead of in lists, and lists in another order',
      ([one, other]) => [
        {
          ...one,
          Action: 'secretsmanager:GetSecretValue',
          Resource: ['*'],
          Condition: { Null: { 'aws:X': [true] }, ArnNotEquals: { 'aws:PrincipalArn': ['arn:a', 'arn:b'] } },
        },
        { ...other, Action: ['a:A', 'b:B', 'a:A'] },
      ],
    ],
    [
      'with everybody and an account said otherwise',
      ([one, other]) => [
        { ...one, Principal: { AWS: ['*'] } },
        { ...other, Principal: { AWS: '123456789012' } },
      ],
    ],
  ])('GIVEN it %s WHEN compared THEN it is the same', (_, edit) => {
    expect(comparePolicies(planned, edited(edit))).toBeNull();
  });

  test.each<[what: string, edit: Edit, difference: object]>([
    [
      'one more exception',
      ([one, other]) => [
        {
          ...one,
          Condition: {
            ArnNotEquals: { 'aws:PrincipalArn': ['arn:a', 'arn:b', role] },
            Null: { 'aws:X': 'true' },
          },
        },
        other,
      ],
      { changed: ['DenyReading'] },
    ],
    [
      'one condition less',
      ([{ Condition: _, ...one } = {}, other]) => [one, other],
      { changed: ['DenyReading'] },
    ],
    [
      'another principal',
      ([one, other]) => [{ ...one, Principal: { AWS: role } }, other],
      { changed: ['DenyReading'] },
    ],
    [
      'another account',
      ([one, other]) => [one, { ...other, Principal: { AWS: '999999999999' } }],
      { changed: ['DenyRest'] },
    ],
    ['Allow for Deny', ([one, other]) => [one, { ...other, Effect: 'Allow' }], { changed: ['DenyRest'] }],
    [
      'a list within a list’s text',
      ([one, other]) => [one, { ...other, Action: ['["a:A","b:B"]'] }],
      { changed: ['DenyRest'] },
    ],
    ['a statement less', ([one]) => [one], { removed: ['DenyRest'] }],
    [
      'a statement more',
      (all) => [...all, { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
      { added: ['#3'] },
    ],
    [
      'another Sid',
      ([one, other]) => [one, { ...other, Sid: 'Mine' }],
      { added: ['Mine'], removed: ['DenyRest'] },
    ],
  ])('GIVEN %s WHEN compared THEN the statement is named', (_, edit, difference) => {
    expect(comparePolicies(planned, edited(edit))).toEqual({ ...same, ...difference });
  });

  test('GIVEN none on either side, or on one WHEN compared THEN that is said', () => {
    expect(comparePolicies(undefined, null)).toBeNull();
    expect(comparePolicies(planned, null)).toEqual({ ...same, removed: ['DenyReading', 'DenyRest'] });
    expect(comparePolicies(undefined, JSON.stringify(planned))).toEqual({
      ...same,
      added: ['DenyReading', 'DenyRest'],
    });
    expect(comparePolicies(planned, 'no JSON')).toEqual({ ...same, removed: ['DenyReading', 'DenyRest'] });
  });

  test('GIVEN a single statement that stands in no list WHEN compared THEN it is read all the same', () => {
    const [only] = planned.Statement;
    const text = JSON.stringify({ Version: '2012-10-17', Statement: only });
    expect(comparePolicies({ ...planned, Statement: planned.Statement.slice(0, 1) }, text)).toBeNull();
  });

  test('GIVEN it in an older language, where a variable is a text, WHEN compared THEN every statement is another', () => {
    for (const Version of ['2008-10-17', undefined]) {
      expect(comparePolicies(planned, JSON.stringify({ ...planned, Version }))).toEqual({
        ...same,
        changed: ['DenyReading', 'DenyRest'],
      });
    }
  });

  test('GIVEN a statement that hides behind the name of another WHEN compared THEN it is found', () => {
    const allowing = { Sid: 'DenyReading', Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
    expect(
      comparePolicies(
        planned,
        edited((all) => [...all, allowing]),
      ),
    ).toEqual({ ...same, added: ['DenyReading #3'] });
    expect(
      comparePolicies(
        planned,
        edited((all) => [allowing, ...all]),
      ),
    ).toEqual({ ...same, added: ['DenyReading #2'], changed: ['DenyReading'] });
  });
});
