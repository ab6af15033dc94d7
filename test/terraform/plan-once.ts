import { openStack } from '../../src/terraform';

/** Plans the stack in the folder that is named, and says how that ended. */
async function planOnce(folder: string): Promise<void> {
  try {
    const stack = await openStack({ folder, name: 'dev', env: process.env });
    await stack.plan({ planOnly: true, refresh: true });
    process.stdout.write('planned\n');
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : 'failed'}\n`);
  }
}

void planOnce(process.argv[2] ?? '');
