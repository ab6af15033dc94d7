// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a shell are what is written here
import { removeFolders } from '../../support/cli';
import { Stage } from './stage';

afterAll(removeFolders);

const deploy = 'npx --no-install cdktf deploy dev --skip-synth --skip-provider-lock --auto-approve';
const confirm = 'npx --no-install fanout confirm dev';

describe('deploy.sh', () => {
  test('GIVEN an environment WHEN deployed THEN what was synthesized is, and it is confirmed', () => {
    const stage = new Stage().program('npx');
    expect(stage.run('deploy.sh', ['dev'])).toMatchObject({ code: 0, stderr: '' });
    expect(stage.calls).toEqual([deploy, confirm]);
  });

  test('GIVEN a deploy that fails WHEN run THEN it fails, and nothing is confirmed', () => {
    const stage = new Stage().program('npx', 'exit 1');
    expect(stage.run('deploy.sh', ['dev']).code).toBe(1);
    expect(stage.calls).toEqual([deploy]);
  });

  test.each([
    ['TF_LOG', 'DEBUG'],
    ['TF_LOG', 'anything'],
    ['TF_LOG_CORE', 'trace'],
    ['TF_LOG_PROVIDER', 'JSON'],
    ['TF_LOG_PROVIDER_AWS', 'DEBUG'],
    ['TF_LOG_SDK_PROTO', 'DEBUG'],
  ])('GIVEN %s=%s WHEN run THEN nothing is deployed', (name, value) => {
    const stage = new Stage().program('npx');
    const { code, stderr } = stage.run('deploy.sh', ['dev'], { [name]: value });
    expect([code, stage.calls]).toEqual([1, []]);
    expect(stderr).toBe(
      `::error::${name} asks Terraform for a debug log, which prints values in plain text. Nothing was deployed.\n`,
    );
  });

  test('GIVEN logs that hold no values WHEN run THEN it is deployed', () => {
    const stage = new Stage().program('npx');
    const env = {
      TF_LOG: 'info',
      TF_LOG_CORE: 'Off',
      TF_LOG_PROVIDER: '',
      TF_LOG_PATH: '/dev/null',
      OTHER: 'DEBUG',
    };
    expect(stage.run('deploy.sh', ['dev'], env).code).toBe(0);
  });

  test('GIVEN values that are handed in WHEN run THEN the deploy alone gets them, as Terraform takes them', () => {
    const stage = new Stage().program('npx', 'echo "${TF_VAR_values-none} ${FANOUT_VALUES-none}" >>values');
    stage.run('deploy.sh', ['dev'], { FANOUT_VALUES: '{"A": "x y"}' });
    expect(stage.read('values')).toBe('{"A": "x y"} none\nnone none\n');
    const without = new Stage().program('npx', 'echo "${TF_VAR_values-none} ${FANOUT_VALUES-none}" >>values');
    without.run('deploy.sh', ['dev'], { FANOUT_VALUES: '' });
    expect(without.read('values')).toBe('none none\nnone none\n');
  });
});

describe('newest-commit.sh', () => {
  test.each([
    ['the newest', 'a', 0],
    ['not the newest', 'b', 1],
  ])('GIVEN a commit that is %s of its branch WHEN run THEN the code says so', (_, letter, code) => {
    const stage = new Stage().program('gh', `echo ${letter.repeat(40)}`);
    expect(stage.run('newest-commit.sh').code).toBe(code);
    expect(stage.calls).toEqual(['gh api repos/my-org/my-infra/git/ref/heads/main --jq .object.sha']);
  });
});

describe('rollback.sh', () => {
  test('GIVEN an environment and a bucket WHEN run THEN the bucket is rolled back without a question', () => {
    const stage = new Stage().program('npx');
    expect(stage.run('rollback.sh', ['production', 'worker-a']).code).toBe(0);
    expect(stage.calls).toEqual(['npx --no-install fanout rollback production worker-a --yes']);
  });

  test.each([
    ['--help', 'api'],
    ['dev', '$(id)'],
    ['dev', 'api; id'],
    ['', 'api'],
    ['dev\n', 'api'],
  ])('GIVEN %j and %j WHEN run THEN nothing is', (environment, bucket) => {
    const stage = new Stage().program('npx');
    expect(stage.run('rollback.sh', [environment, bucket]).code).toBe(1);
    expect(stage.calls).toEqual([]);
  });
});
