import { join } from 'node:path';
import { readOutputsFile } from '../../../src/commands/drift/outputs-file';
import { Fault } from '../../../src/diagnostics';
import { folderOf, removeFolders } from '../../support/cli';

afterAll(removeFolders);

const canary = 'canary-77b2';
const read = (text: string) =>
  readOutputsFile(join(folderOf(new Map([['outputs.json', text]])), 'outputs.json'), 'outputs.json');

describe('outputs of a stack in a file', () => {
  test('GIVEN what terraform prints WHEN read THEN each bucket has its entry', () => {
    const entry = { name: 'shop/dev/api', arn: 'arn:x', version_id: 'v', fingerprint: 'f' };
    const { buckets } = read(JSON.stringify({ buckets: { value: { api: entry } }, services: { value: {} } }));
    expect([...(buckets ?? [])]).toEqual([
      ['api', { name: 'shop/dev/api', arn: 'arn:x', versionId: 'v', fingerprint: 'f' }],
    ]);
    expect(read('{}').buckets).toBeNull();
  });

  test.each([
    ['no JSON', canary],
    ['something else', JSON.stringify({ buckets: { value: { api: canary } } })],
  ])('GIVEN %s WHEN read THEN one sentence says so, and nothing of it', (_, text) => {
    expect(() => read(text)).toThrow(Fault);
    expect(() => read(text)).toThrow('"outputs.json" is not what terraform output -json prints');
    expect(() => read(text)).not.toThrow(canary);
  });

  test('GIVEN no such file, or a folder WHEN read THEN one sentence says so', () => {
    const folder = folderOf(new Map());
    expect(() => readOutputsFile(join(folder, 'none'), 'none')).toThrow('"none" cannot be read (ENOENT)');
    expect(() => readOutputsFile(folder, 'here')).toThrow('"here" cannot be read (EISDIR)');
  });
});
