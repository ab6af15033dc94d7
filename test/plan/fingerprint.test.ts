import type { TargetName } from '../../src/model';
import { describeParts, describeSource, describeText, fingerprintOf } from '../../src/plan/fingerprint';

const context = { project: 'p', environment: 'e', name: 'N' };

test('the fingerprint is a contract: what is deployed is compared with it', () => {
  // GIVEN one target of every kind
  const contents: [TargetName, string][] = [
    ['A' as TargetName, describeText('plain')],
    ['B' as TargetName, describeSource('B', { kind: 'kms', ciphertext: 'AQIC', context })],
    ['C' as TargetName, describeSource('C', { kind: 'secretsManager', id: 'up/x', key: 'k', revision: 1 })],
    ['D' as TargetName, describeSource('D', { kind: 'ssm', parameter: '/x', revision: 2 })],
    ['E' as TargetName, describeSource('E', { kind: 'variable', revision: 3 })],
    ['F' as TargetName, describeParts(['x', { secret: '["kms","AQIC"]', filters: ['urlencode'] }])],
  ];
  // THEN its digest is the one that stands in every state there is: never change this line
  expect(fingerprintOf(contents)).toEqual({
    fingerprint: 'c811b5fb2e6f13e74d8fa05fe560d850ee0eb2737dac4006641b7cccf5da3961',
    version: 219_978_393_136_751,
  });
});

test('the context that a ciphertext is bound to is not in it', () => {
  const one = describeSource('N', { kind: 'kms', ciphertext: 'AQIC', context });
  const other = describeSource('M', { kind: 'kms', ciphertext: 'AQIC', context: { ...context, name: 'M' } });
  expect(one).toBe(other);
});

test('the version is a whole number that JSON and the provider hold exactly', () => {
  for (let index = 0; index < 1000; index += 1) {
    const { version } = fingerprintOf([['A' as TargetName, describeText(String(index))]]);
    expect(Number.isSafeInteger(version)).toBe(true);
    expect(version).toBeGreaterThan(0);
    expect(version).toBeLessThan(2 ** 48);
  }
});

test('GIVEN a ciphertext that comes from another one WHEN it is described THEN that other one is, whatever stands there now', () => {
  const first = describeSource('N', { kind: 'kms', ciphertext: 'AQIC', context });
  const renamed = { kind: 'kms', ciphertext: 'AQID', sameAs: 'AQIC', context } as const;
  expect(describeSource('M', renamed)).toBe(first);
  expect(describeSource('N', { ...renamed, ciphertext: 'AQIE' })).toBe(first);
  expect(describeSource('N', { kind: 'kms', ciphertext: 'AQID', context })).not.toBe(first);
});
