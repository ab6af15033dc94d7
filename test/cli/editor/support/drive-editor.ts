import { openEditor } from '../../../../src/cli/editor/open-editor';
import { SecretValue } from '../../../../src/values/secret-value';

/**
 * Opens an editor on a text, and tells how it ended as JSON; then ends as it is told: `close`, `throw`, `exit`, or `wait`
 * for being killed.
 */
async function main([text = '', ending = '', isTerminal = '']: readonly string[]): Promise<void> {
  const note = (said: string): void => void process.stdout.write(`note: ${said}`);
  const editor = openEditor({
    env: process.env,
    isTerminal: isTerminal === 'terminal',
    file: 'dev.yaml',
    note,
  });
  const end = await editor.edit(new SecretValue(text));
  const shown = 'text' in end ? { ...end, text: end.text.reveal() } : end;
  process.stdout.write(`${JSON.stringify(shown)}\n`);
  if (ending === 'throw') setTimeout(() => Promise.reject(new TypeError('a bug')), 1);
  if (ending === 'exit') process.exit(3);
  if (ending === 'wait') setInterval(() => undefined, 1_000);
  if (ending === 'close') editor.close();
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stdout.write(`${error.name}: ${error.message}\n`);
  process.exitCode = 2;
});
