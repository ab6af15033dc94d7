import { format, inspect } from 'node:util';
import { SecretValue } from '../../src/values/secret-value';

const canary = 'canary-7d21';

describe('a secret value', () => {
  const secret = new SecretValue(canary);

  test('WHEN it is asked for THEN it gives the plaintext', () => {
    expect(secret.reveal()).toBe(canary);
  });

  test.each<[how: string, printed: () => string]>([
    ['String()', () => String(secret)],
    ['a template', () => `${secret}`],
    ['a concatenation', () => [secret, secret].join()],
    ['JSON', () => JSON.stringify({ secret, list: [secret] })],
    ['inspect', () => inspect({ secret }, { showHidden: true, depth: null, getters: true })],
    ['format', () => format('%s %o %O %j %d', secret, secret, secret, secret, secret)],
    ['an error', () => inspect(new Error('x', { cause: secret }))],
    ['its keys', () => JSON.stringify([Object.entries(secret), Reflect.ownKeys(secret), { ...secret }])],
    ['a clone', () => inspect(structuredClone(secret))],
  ])('WHEN it is printed by way of %s THEN it is not there', (_, printed) => {
    expect(printed()).not.toContain(canary);
  });

  test('WHEN it is printed THEN stars stand in its place', () => {
    expect([`${secret}`, JSON.stringify(secret), inspect(secret)]).toEqual(['***', '"***"', '***']);
  });
});
