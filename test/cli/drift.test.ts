import Ajv from 'ajv/dist/2020';
import { outputSchemas } from '../../src/views/output-schemas';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { richWorkspace } from '../support/rich-workspace';

afterAll(removeFolders);

describe('fanout drift', () => {
  test.each([
    [['drift', '--outputs', 'outputs.json'], /--outputs is of one environment/],
    [['drift', 'dev', 'production', '--outputs', 'outputs.json'], /--outputs is of one environment/],
    [['drift', 'dve'], /Did you mean "?dev/],
    [['drift', 'dev', '--format', 'sarif'], /has no format sarif/],
  ])('GIVEN %j WHEN run THEN it is wrong usage, and AWS is not asked', async (argv, says) => {
    const { code, stdout, stderr } = await runCli(argv, { cwd: folderOf(richWorkspace) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
  });

  test.each(['text', 'json', 'markdown'])(
    'GIVEN files with errors WHEN told as %s THEN they are to be corrected first, and AWS is not asked',
    async (format) => {
      const cwd = folderOf(new Map(richWorkspace).set('mappings/late.yaml', 'NOWHERE: X\n'));
      const { code, stdout, stderr } = await runCli(['drift', '--format', format], { cwd });
      expect([code, stderr]).toEqual([1, '']);
      expect(stdout).toContain('unknown-name');
      if (format !== 'json') return;
      const ajv = new Ajv({ strict: true, formats: { 'date-time': true } });
      ajv.validate(JSON.parse(outputSchemas().get('drift.schema.json') ?? ''), JSON.parse(stdout));
      expect(ajv.errors).toBeNull();
    },
  );
});
