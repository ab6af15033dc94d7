import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { regions } from '../../src/stacks/regions';

test('GIVEN the regions that the AWS SDK knows THEN those that anybody can use are all there', () => {
  const sdk = dirname(require.resolve('@aws-sdk/core/package.json'));
  const file = 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';
  const known = readFileSync(join(sdk, file), 'utf8').match(/(?<=")[a-z]{2}-(?:gov-)?[a-z]+-\d(?=":)/g) ?? [];
  const usable = known.filter((region) => !/^(?:us-iso|eu-isoe)/.test(region));
  expect(usable.length).toBeGreaterThan(30);
  expect([...new Set(usable)].sort()).toEqual(regions);
});
