import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolders } from '../../support/cli';
import { Stage } from './stage';

afterAll(removeFolders);

/** What one job hands over, as the next one finds it. */
function handedOver(): { readonly stage: Stage; readonly next: Stage; readonly digest: string } {
  const stage = new Stage().write('dist/cli/x.js', 'x').write('cdktf.out/.hidden', 'y');
  expect(stage.run('hand-over.sh', ['out/tools.tar', 'dist', 'cdktf.out', 'not-there']).code).toBe(0);
  const digest = /^digest=([0-9a-f]{64})\n$/.exec(stage.read('output') ?? '')?.[1] ?? '';
  return { stage, next: new Stage(), digest };
}

test('GIVEN files that are handed over WHEN taken over with their digest THEN they are there', () => {
  const { stage, next, digest } = handedOver();
  expect(next.run('take-over.sh', [join(stage.folder, 'out/tools.tar'), digest])).toMatchObject({ code: 0 });
  expect([next.read('dist/cli/x.js'), next.read('cdktf.out/.hidden')]).toEqual(['x', 'y']);
});

test.each([
  ['one byte more', (file: string) => appendFileSync(file, '\0'), undefined],
  ['another digest', () => undefined, 'f'.repeat(64)],
  ['no digest', () => undefined, ''],
  ['a digest that is none', () => undefined, `${'0'.repeat(64)}\n`],
])('GIVEN %s WHEN taken over THEN it is refused, and nothing is unpacked', (_, change, other) => {
  const { stage, next, digest } = handedOver();
  const file = join(stage.folder, 'out/tools.tar');
  change(file);
  const { code, stderr } = next.run('take-over.sh', [file, other ?? digest]);
  expect([code, stderr]).toEqual([
    1,
    `::error::${file} is not what was handed over. Nothing was unpacked.\n`,
  ]);
  expect(next.read('dist/cli/x.js')).toBeUndefined();
});

test('GIVEN nothing to hand over WHEN taken over THEN that is fine', () => {
  const stage = new Stage();
  expect(stage.run('hand-over.sh', ['out/tools.tar', 'dist']).code).toBe(0);
  const digest = stage.read('output')?.slice('digest='.length).trim() ?? '';
  expect(stage.run('take-over.sh', ['out/tools.tar', digest])).toMatchObject({ code: 0, stderr: '' });
});

test('GIVEN a file that is missing WHEN taken over THEN it is refused', () => {
  expect(new Stage().run('take-over.sh', ['nowhere.tar', 'a'.repeat(64)]).code).toBe(1);
});
