import { removeFolders } from '../../support/cli';
import { Stage } from './stage';

afterAll(removeFolders);

describe('report.sh', () => {
  test.each([
    ['nothing to say', 0, 0, '0\n'],
    ['something to say', 1, 0, '1\n'],
    ['a fault', 2, 2, undefined],
  ])(
    'GIVEN %s WHEN run THEN that is kept for later, and only a fault is a failure',
    (_, ends, code, kept) => {
      const stage = new Stage().program('fanout', `echo "page of $2"; exit ${ends}`);
      expect(stage.run('report.sh', ['reports', 'dev', 'fanout', 'drift', 'dev']).code).toBe(code);
      expect([stage.read('reports/dev.md'), stage.read('reports/dev.code')]).toEqual(['page of dev\n', kept]);
      expect(stage.read('summary')).toBe('page of dev\n');
    },
  );
});

describe('issue.sh', () => {
  /** @param open - the numbers of our issues that are open */
  const github = (open: string): Stage =>
    new Stage().program(
      'gh',
      `for each do case "$each" in body=@*) cp "\${each#body=@}" sent ;; esac; done\ncase "$*" in *--jq*) printf '${open}' ;; esac`,
    );
  const run = (stage: Stage, ...names: string[]) =>
    stage.run('issue.sh', ['drift', 'It drifts', 'reports', ...names]);
  const report = (stage: Stage, name: string, code: number, text = `page of ${name}\n`): Stage =>
    stage.write(`reports/${name}.md`, text).write(`reports/${name}.code`, `${code}\n`);
  const created =
    'gh api --silent --method POST repos/my-org/my-infra/issues --raw-field title=It drifts --field body=@';
  const updated = 'gh api --silent --method PATCH repos/my-org/my-infra/issues/4 --field body=@';
  const closed = 'gh api --silent --method PATCH repos/my-org/my-infra/issues/4 --raw-field state=closed';

  test('GIVEN something to say and no issue WHEN run THEN one is opened, with the reports that say something', () => {
    const stage = github('');
    report(report(stage, 'dev', 0), 'production', 1);
    expect(run(stage, 'dev', 'production')).toMatchObject({ code: 0, stderr: '' });
    expect(stage.calls.slice(1)).toEqual([expect.stringContaining(created)]);
    expect(stage.read('sent')).toBe(
      '<!-- fanout: drift -->\n\npage of production\n\n[The run that says so](https://github.com/my-org/my-infra/actions/runs/7)\n',
    );
  });

  test('GIVEN something to say and an issue WHEN run THEN it is updated', () => {
    const stage = report(github('4\\n3\\n'), 'dev', 1);
    run(stage, 'dev');
    expect(stage.calls.slice(1)).toEqual([expect.stringContaining(updated)]);
  });

  test('GIVEN nothing to say and an issue WHEN run THEN it says why, and is closed', () => {
    const stage = report(github('4\\n'), 'dev', 0);
    run(stage, 'dev');
    expect(stage.calls.slice(1)).toEqual([
      expect.stringContaining('/issues/4/comments --raw-field body=Nothing is left'),
      closed,
    ]);
  });

  test('GIVEN nothing to say and no issue WHEN run THEN nothing is written', () => {
    const stage = report(github(''), 'dev', 0);
    expect(run(stage, 'dev').code).toBe(0);
    expect(stage.calls).toHaveLength(1);
  });

  test('GIVEN a report that is missing WHEN nothing else is found THEN the issue stays open', () => {
    const stage = report(github('4\\n'), 'dev', 0);
    expect(run(stage, 'dev', 'production').code).toBe(0);
    expect(stage.calls).toHaveLength(1);
  });

  test('GIVEN a report that is missing WHEN another one says something THEN both are in the issue', () => {
    const stage = report(github('4\\n'), 'dev', 1);
    run(stage, 'dev', 'production');
    expect(stage.read('sent')).toContain('page of dev\n\n**production** could not be looked at.\n');
  });

  test('GIVEN more than GitHub takes WHEN run THEN it is cut at a line end, and says so', () => {
    const stage = report(github(''), 'dev', 1, `${'ü'.repeat(99)}\n`.repeat(2000));
    expect(run(stage, 'dev')).toMatchObject({ code: 0, stderr: '' });
    const sent = stage.read('sent') ?? '';
    expect(sent.length).toBeLessThan(65_536);
    expect(sent).not.toContain('\uFFFD');
    expect(sent).toContain('\nThere is more in the summary of the run.\n');
  });

  test('GIVEN issues of others WHEN ours is looked for THEN by who wrote it, how it begins, and that it is no pull request', () => {
    const stage = github('');
    run(stage);
    expect(stage.calls).toEqual([
      'gh api --paginate repos/my-org/my-infra/issues?state=open&per_page=100 --jq .[] | select(.pull_request == null and .user.login == "github-actions[bot]" and ((.body // "") | startswith("<!-- fanout: drift -->"))) | .number',
    ]);
  });
});
