import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { jobsOf, textOf, workflowFiles, workflowOf } from '../workflows/support/workflows';

const docs = join(__dirname, '../../docs');
const read = (page: string): string => readFileSync(join(docs, page), 'utf8');
const page = read('ci/github.md');
const ofTeams = workflowFiles.filter((file) => file.startsWith('fanout-'));
const texts = ofTeams.map((file) => textOf(file)).join('\n');
const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();

test('GIVEN the variables and secrets that the workflows read THEN the page names each, and no other', () => {
  const used = [...found(texts, /vars\.(\w+)/g), ...found(texts, /secrets\.(\w+)/g)].sort();
  expect(found(page, /`(FANOUT_\w+)`/g)).toEqual(used);
});

test('GIVEN the workflows and their jobs THEN the page has them all', () => {
  expect(found(page, /^\| `(fanout-\w+)` \|/gm).map((name) => `${name}.yml`)).toEqual(ofTeams);
  const table = page.slice(page.indexOf('| job |'));
  const named = new Set(
    [...table.matchAll(/^\| ([a-z, -]+) \| (?:none|plan|the)/gm)].flatMap(([, names = '']) =>
      names.split(', '),
    ),
  );
  const jobs = ofTeams.flatMap((file) => jobsOf(workflowOf(file)).map(([name]) => name));
  expect([...named].sort()).toEqual(jobs.filter((name) => name !== 'left-out').sort());
});

test.each(['hooks.md', 'ci/github.md', 'ci/gitlab.md'])(
  'GIVEN the links of docs/%s THEN each leads somewhere',
  (name) => {
    const links = found(read(name), /\]\(([^)#]+)\)/g);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !existsSync(join(docs, dirname(name), link)))).toEqual([]);
  },
);
