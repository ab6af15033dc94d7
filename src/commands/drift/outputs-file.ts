import { readFileSync } from 'node:fs';
import { Fault, quote } from '../../diagnostics';
import { type StackOutputs, TerraformFault } from '../../terraform';
import { parseOutputs } from '../../terraform/stack-outputs';

/**
 * The outputs of a stack as `terraform output -json` prints them.
 *
 * @param file - an absolute path
 * @param written - the path as somebody typed it
 * @throws Fault where it cannot be read, or is something else
 */
export function readOutputsFile(file: string, written: string): StackOutputs {
  const text = readText(file, written);
  try {
    return parseOutputs(text);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TerraformFault)) throw error;
    throw new Fault(
      `${quote(written)} is not what terraform output -json prints in the folder of an environment's stack`,
    );
  }
}

function readText(file: string, written: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new Fault(`${quote(written)} cannot be read (${code})`);
  }
}
