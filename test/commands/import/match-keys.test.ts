import { matchKeys } from '../../../src/commands/import/match-keys';
import type { Mapping } from '../../../src/model';
import { SecretValue } from '../../../src/values/secret-value';

const canary = 'canary-0b7d';
const match = (source: Record<string, string | null>, mapping: Record<string, unknown> = {}, prefix = '') => {
  const values = new Map(
    Object.entries(source).map(([key, value]) => [key, value === null ? null : new SecretValue(value)]),
  );
  const canonical = new Set(['DB_KEY', 'VENDOR_KEY', 'API_BASE_URL']);
  const matched = matchKeys(values, { canonical, mapping: mapping as Mapping, prefix });
  expect(JSON.stringify(matched)).not.toContain(canary);
  return {
    known: matched.known.map(({ key, name }) => `${key} → ${name}`),
    unknown: matched.unknown.map(({ key, name, nearest }) => [key, name, nearest]),
    faults: matched.faults.map(({ message }) => message),
  };
};

test('GIVEN keys as they are and in small letters WHEN matched THEN the names, else the nearest', () => {
  expect(match({ DB_KEY: 'x', 'vendor-key': 'y', API_BASE_URI: 'z', '9x': 'w' })).toEqual({
    known: ['DB_KEY → DB_KEY', 'vendor-key → VENDOR_KEY'],
    unknown: [
      ['API_BASE_URI', 'API_BASE_URI', 'API_BASE_URL'],
      [null, null, null],
    ],
    faults: [],
  });
});

test('GIVEN a prefix WHEN matched THEN it stands before each key', () => {
  expect(match({ key: 'x', kee: 'y' }, {}, 'DB_')).toEqual({
    known: ['key → DB_KEY'],
    unknown: [['kee', 'DB_KEE', 'DB_KEY']],
    faults: [],
  });
});

test('GIVEN a mapping WHEN matched THEN it is read backwards, and names that it lacks are canonical ones', () => {
  const mapping = {
    DB_KEY: { to: ['SERVICE_KEY', 'OTHER_KEY'], optional: false },
    VENDOR_KEY: 'API_BASE_URL',
  };
  expect(match({ SERVICE_KEY: 'x', API_BASE_URL: 'y' }, mapping)).toMatchObject({
    known: ['SERVICE_KEY → DB_KEY', 'API_BASE_URL → VENDOR_KEY'],
  });
  expect(match({ VENDOR_KEY: 'x', SERVICE_KEI: 'y' }, mapping)).toMatchObject({
    known: ['VENDOR_KEY → VENDOR_KEY'],
    unknown: [['SERVICE_KEI', 'SERVICE_KEI', 'SERVICE_KEY']],
  });
});

test('GIVEN two keys of one name WHEN matched THEN one, unless they differ', () => {
  const mapping = { DB_KEY: ['A', 'B'] };
  expect(match({ A: canary, B: canary }, mapping)).toMatchObject({ known: ['B → DB_KEY'], faults: [] });
  expect(match({ A: canary, B: 'x' }, mapping).faults).toEqual([
    '"A" and "B" are both "DB_KEY", with different values',
  ]);
  expect(match({ 'new-key': 'x', NEW_KEY: canary }).faults).toEqual([
    '"new-key" and "NEW_KEY" are both "NEW_KEY", with different values',
  ]);
});

test('GIVEN a key that a mapping gives to two names WHEN matched THEN it is ambiguous', () => {
  expect(match({ KEY: canary }, { DB_KEY: 'KEY', VENDOR_KEY: 'KEY' }).faults).toEqual([
    '"KEY" is what DB_KEY and VENDOR_KEY are called in the mapping: import it under one of those names',
  ]);
});

test.each([`AKIA${'B'.repeat(16)}`, 'a value, by mistake', 'x'.repeat(65)])(
  'GIVEN a key %j that could be a value WHEN matched THEN it is not shown',
  (key) => {
    expect(match({ [key]: 'x' }).unknown).toEqual([[null, null, null]]);
  },
);
