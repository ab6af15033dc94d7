// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a shell are what is written here
import { removeFolders } from '../../support/cli';
import { Stage } from './stage';

afterAll(removeFolders);

/** A stand-in for fanout that says what it is asked and ends as it is told. */
const fanout = (check: number, diff: number): Stage =>
  new Stage().program(
    'npx',
    `case "$*" in *sarif*) echo '{}'; exit ${check} ;; *check*) echo '::error::x'; exit ${check} ;; *diff*) echo '## review'; exit ${diff} ;; esac`,
  );

describe('review.sh', () => {
  test.each([
    ['all is in order', 0, 0, 0],
    ['the files have errors', 1, 1, 1],
    ['only the comparison finds some', 0, 1, 1],
  ])('GIVEN %s WHEN run THEN everything is written, and the code says so', (_, check, diff, code) => {
    const stage = fanout(check, diff);
    expect(stage.run('review.sh', ['review']).code).toBe(code);
    expect(stage.calls).toEqual([
      'npx --no-install fanout check --format github',
      'npx --no-install fanout check --format sarif',
      'npx --no-install fanout diff --base HEAD^1 --format markdown',
    ]);
    expect([
      stage.read('review/review.md'),
      stage.read('review/fanout.sarif'),
      stage.read('summary'),
    ]).toEqual(['## review\n', '{}\n', '## review\n']);
  });

  test.each([
    ['checking', 2, 0, 1],
    ['comparing', 0, 2, 3],
  ])('GIVEN a fault in %s WHEN run THEN it ends there with its code', (_, check, diff, calls) => {
    const stage = fanout(check, diff);
    expect(stage.run('review.sh', ['review']).code).toBe(2);
    expect(stage.calls).toHaveLength(calls);
    expect(stage.read('summary')).toBeUndefined();
  });
});

describe('comment.sh', () => {
  const hostile = '# $(touch hacked) `touch hacked` @hacked ${{ secrets.X }} "\'\n';
  /** A stand-in for GitHub: lists these ids, and keeps what it is sent. */
  const github = (ids: string): Stage =>
    new Stage()
      .write('review.md', hostile)
      .program(
        'gh',
        `for each do case "$each" in body=@*) cp "\${each#body=@}" sent ;; esac; done\ncase "$*" in *--jq*) printf '${ids}' ;; esac`,
      );
  const env = { PULL_REQUEST: '12' };

  test.each([
    [
      'no comment yet',
      '',
      'gh api --silent --method POST repos/my-org/my-infra/issues/12/comments --field body=@',
    ],
    ['one', '5\\n', 'gh api --silent --method PATCH repos/my-org/my-infra/issues/comments/5 --field body=@'],
    [
      'two',
      '5\\n6\\n',
      'gh api --silent --method PATCH repos/my-org/my-infra/issues/comments/5 --field body=@',
    ],
  ])('GIVEN %s WHEN run THEN there is one, with the text of the file to the letter', (_, ids, call) => {
    const stage = github(ids);
    expect(stage.run('comment.sh', ['review.md'], env)).toMatchObject({ code: 0, stderr: '' });
    expect(stage.calls[0]).toContain(
      'gh api --paginate repos/my-org/my-infra/issues/12/comments?per_page=100 --jq ',
    );
    expect(stage.calls.slice(1)).toEqual([expect.stringContaining(call)]);
    expect(stage.read('sent')).toBe(`<!-- fanout: review -->\n${hostile}`);
    expect(stage.read('hacked')).toBeUndefined();
  });

  test('GIVEN comments of others WHEN ours is looked for THEN by who wrote it and how it begins', () => {
    const stage = github('');
    stage.run('comment.sh', ['review.md'], env);
    expect(stage.calls[0]).toContain(
      '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- fanout: review -->"))) | .id',
    );
  });

  test('GIVEN a list that GitHub does not give WHEN run THEN nothing is written', () => {
    const stage = new Stage().write('review.md', 'x').program('gh', 'exit 1');
    expect(stage.run('comment.sh', ['review.md'], env).code).toBe(1);
    expect(stage.calls).toHaveLength(1);
  });
});

describe('summarize.sh', () => {
  test.each([0, 1, 2])(
    'GIVEN a command that ends with %i WHEN run THEN its page is shown, and it ends so',
    (code) => {
      const stage = new Stage().program('fanout', `echo "page of $2"; exit ${code}`);
      expect(stage.run('summarize.sh', ['fanout', 'tf-plan', 'a b'])).toMatchObject({
        code,
        stdout: 'page of a b\n',
      });
      expect(stage.read('summary')).toBe('page of a b\n');
    },
  );
});
