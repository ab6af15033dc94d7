import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { regions } from '../../src/stacks/regions';

test('GIVEN the regions that the AWS SDK knows THEN those that anybody can use are all there', () => {
  const sdk = dirname(require.resolve('@aws-sdk/core/package.json'));
  const file = 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';
  // Those of the isolated partitions have one part more, those of the sovereign one another beginning.
  const known = readFileSync(join(sdk, file), 'utf8').match(/(?<=")[a-z]{2}-(?:gov-)?[a-z]+-\d(?=":)/g) ?? [];
  expect(known.length).toBeGreaterThan(30);
  expect([...new Set(known)].sort()).toEqual(regions);
});
