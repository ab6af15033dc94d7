import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Lock {
  readonly packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
const { missingFrom, complete } = require('../../scripts/complete-lock.cjs') as {
  readonly missingFrom: (lock: Lock) => readonly { readonly name: string }[];
  readonly complete: (lock: Lock) => Lock;
};

describe('package-lock.json', () => {
  test('GIVEN the lock of this repository WHEN it is read THEN npm ci takes it on every platform', () => {
    const lock = JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')) as Lock;
    expect(missingFrom(lock).map(({ name }) => name)).toEqual([]);
  });

  test('GIVEN a lock without another platform WHEN it is completed THEN only that is added', () => {
    const lock: Lock = {
      packages: {
        '': {},
        'node_modules/a': { version: '1.0.0' },
        'node_modules/tool': {
          dev: true,
          optionalDependencies: { 'tool-darwin-arm64': '2.0.0', 'tool-linux-arm-musleabihf': '2.0.0' },
        },
        'node_modules/tool-darwin-arm64': { version: '2.0.0' },
      },
    };
    const { packages } = complete(lock);
    const { 'node_modules/tool-linux-arm-musleabihf': added, ...others } = packages;
    expect(others).toEqual(lock.packages);
    expect(added).toEqual({
      version: '2.0.0',
      cpu: ['arm'],
      libc: ['musl'],
      os: ['linux'],
      dev: true,
      optional: true,
    });
  });
});
