import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeReal } from './support/real';

const golden = join(__dirname, '../stacks/golden');

describeReal('what is synthesized', (real) => {
  // The others hold nothing that is not in one of these, and each takes seconds.
  const stacks = ['dev', 'production', 'foundation-210987654321'];
  let folder: string;
  const show = (stack: string): void =>
    copyFileSync(join(golden, stack, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));

  // One folder for all: they need the same provider, and making it ready takes longest.
  beforeAll(async () => {
    folder = real().folder('golden');
    show('dev');
    await real().terraform(folder, ['init', '-backend=false', '-input=false']);
  });

  test.each(stacks)('GIVEN the golden of %s THEN Terraform finds it valid', async (stack) => {
    show(stack);
    const { stdout } = await real().terraform(folder, ['validate', '-json']);
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, diagnostics: [] });
  });
});
