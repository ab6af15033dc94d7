import { nearest } from '../../src/diagnostics';

test.each([
  ['prod', ['dev', 'production'], 'production'],
  ['devv', ['dev', 'production'], 'dev'],
  ['vendor_a_api_key', ['VENDOR_A_API_KEY', 'VENDOR_B_API_KEY'], 'VENDOR_A_API_KEY'],
  ['VENDOR_A_KEY', ['VENDOR_A_API_KEY', 'CLOUD_REGION'], 'VENDOR_A_API_KEY'],
  ['something', ['dev', 'production'], undefined],
  ['x', [], undefined],
])('%s of %j is %s', (name, known, expected) => {
  expect(nearest(name, known)).toBe(expected);
});
