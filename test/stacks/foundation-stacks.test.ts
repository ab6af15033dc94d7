import { foundationStacks } from '../../src/stacks/foundation-stacks';
import { buildKey } from '../support/plan-builder';

const backend = { s3: { bucket: 'my-state', key: 'a/foundation.tfstate', region: 'us-east-1' } };
const elsewhere = '210987654321';

test('GIVEN one account THEN there is one foundation, with the state that was named', () => {
  const keys = [buildKey('dev'), buildKey('production', { region: 'eu-central-1' })];
  expect(foundationStacks({ backend, keys, retired: [] })).toEqual([
    { name: 'foundation', account: '123456789012', backend, keys, retired: [] },
  ]);
});

test('GIVEN two accounts THEN each has its own, with a state of its own', () => {
  const keys = [buildKey('dev'), buildKey('production', { account: elsewhere })];
  const stacks = foundationStacks({ backend, keys, retired: [] });
  expect(stacks.map(({ name }) => name)).toEqual(['foundation-123456789012', 'foundation-210987654321']);
  expect(stacks.map((stack) => stack.keys)).toEqual([[keys[0]], [keys[1]]]);
  expect(stacks.map((stack) => stack.backend?.s3.key)).toEqual([
    '123456789012/a/foundation.tfstate',
    '210987654321/a/foundation.tfstate',
  ]);
});

test('GIVEN no environment THEN there is none', () => {
  expect(foundationStacks({ backend, keys: [], retired: [] })).toEqual([]);
});
