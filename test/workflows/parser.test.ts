import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root, textOf, workflowFiles } from './support/workflows';

/** What GitHub itself reads a workflow with: its schema, the jobs that others need, what expressions may name. */
interface Parser {
  faultsOf(file: string, text: string): Promise<string[]>;
}

/** The package is an ES module that imports JSON in a way that node does not: bundled, it is an ordinary one. */
const entry = `
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
export async function faultsOf(name, content) {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value, undefined, { errorPolicy: 1 });
  return context.errors.getErrors().map(({ message }) => message);
}`;

const folder = mkdtempSync(join(tmpdir(), 'fanout-parser-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let parser: Parser;
beforeAll(() => {
  const outfile = join(folder, 'parser.cjs');
  buildSync({
    stdin: { contents: entry, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  parser = require(outfile) as Parser;
});

test.each(workflowFiles)(
  'GIVEN %s WHEN it is read as GitHub reads it THEN nothing is wrong',
  async (file) => {
    expect(await parser.faultsOf(file, textOf(file))).toEqual([]);
  },
);

test.each([
  ['an unknown field', 'timeout-minutes: 5', 'timeout-minute: 5'],
  ['a missing machine', '    runs-on: ubuntu-latest\n', ''],
  ['a job that is not there', 'needs: synthesize', 'needs: synthesise'],
  ['a name that expressions do not have', 'vars.FANOUT_AWS', 'variables.FANOUT_AWS'],
  ['an unknown permission', 'id-token: write', 'id_token: write'],
  ['an unknown event', 'push:', 'pushed:'],
])('GIVEN %s WHEN a workflow is read THEN it is found', async (_, from, to) => {
  const text = textOf('fanout-deploy.yml').replace(from, to);
  expect(text).not.toBe(textOf('fanout-deploy.yml'));
  expect(await parser.faultsOf('x.yml', text)).not.toEqual([]);
});
