import type { CanonicalName } from '../../src/model';
import type { ValueSource } from '../../src/plan/plan';
import { valueBlocks, valuesPerBlock } from '../../src/stacks/value-blocks';
import { buildPlan } from '../support/plan-builder';

const kms = (name: string): ValueSource => ({
  kind: 'kms',
  ciphertext: 'AQICAHh',
  context: { project: 'my-app', environment: 'parent', name },
});

function blocksOf(sources: Record<string, ValueSource>) {
  const environment = Object.values(buildPlan({ dev: { sources, buckets: {} } }).environments)[0];
  if (environment === undefined) throw new Error('the plan has one environment');
  return valueBlocks(environment, Object.keys(sources) as CanonicalName[], 'key.name');
}

test('GIVEN one ciphertext more than a block takes THEN there are two, and each name is read from its own', () => {
  const names = Array.from({ length: valuesPerBlock + 1 }, (_, at) => `NAME_${String(at).padStart(2, '0')}`);
  const { ephemerals, locals } = blocksOf(Object.fromEntries(names.map((name) => [name, kms(name)])));
  expect(ephemerals.map(({ id }) => id)).toEqual(['values_0', 'values_1']);
  expect(ephemerals.map((block) => (block.arguments.secret as unknown[]).length)).toEqual([
    valuesPerBlock,
    1,
  ]);
  expect([...locals.keys()]).toEqual(names);
  expect(locals.get('NAME_25' as CanonicalName)).toContain(
    'ephemeral.aws_kms_secrets.values_1[0].plaintext["NAME_25"]',
  );
});

test('GIVEN an inherited ciphertext THEN it keeps the context in which it was encrypted', () => {
  const { ephemerals } = blocksOf({ NAME: kms('NAME') });
  expect(ephemerals[0]?.arguments).toEqual({
    secret: [
      {
        name: 'NAME',
        payload: 'AQICAHh',
        context: { project: 'my-app', environment: 'parent', name: 'NAME' },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's template
        key_id: '${key.name}',
      },
    ],
  });
});

test('GIVEN every kind of source THEN none of it is read where plan_only is set', () => {
  const { locals, variables } = blocksOf({
    A: kms('A'),
    B: { kind: 'secretsManager', id: 'x', revision: 1 },
    C: { kind: 'ssm', parameter: 'x', revision: 1 },
    D: { kind: 'variable', revision: 1 },
  });
  expect(locals.size).toBe(4);
  for (const code of locals.values()) expect(code).toMatch(/^var\.plan_only \? "" : /);
  expect(variables).toEqual(['D']);
});

test.each<ValueSource>([{ kind: 'unset' }, { kind: 'config', value: 'canary-31' }])(
  'GIVEN a secret that is $kind THEN it throws, without a value',
  (source) => {
    expect(() => blocksOf({ NAME: source })).toThrow(
      new Error('NAME has no secret value in dev, but is needed there'),
    );
  },
);
