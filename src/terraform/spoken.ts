import * as z from 'zod';
import { parsedJson } from './parsed-json';

/** An error as terraform words it. The snippet of code that it comes with is left behind: it can quote values. */
export interface SpokenError {
  readonly summary: string;
  readonly detail: string;
  /** Of the resource that it is about. */
  readonly address: string | null;
  /** Where it says the fault is, such as `cdk.tf.json` or `<value for var.values>`. */
  readonly file: string | null;
}

const line = z.object({
  diagnostic: z.object({
    severity: z.string(),
    summary: z.string(),
    detail: z.string().optional(),
    address: z.string().optional(),
    range: z.object({ filename: z.string() }).optional(),
  }),
});

/**
 * The errors in what a command with `-json` has printed, each once. Lines that are no JSON are passed over.
 *
 * Shape: https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
export function errorsInJson(stdout: string): SpokenError[] {
  const errors = stdout.split('\n').flatMap((text): SpokenError[] => {
    const parsed = line.safeParse(parsedJson(text));
    if (!parsed.success || parsed.data.diagnostic.severity !== 'error') return [];
    const { summary, detail = '', address = null, range } = parsed.data.diagnostic;
    return [{ summary, detail, address, file: range?.filename ?? null }];
  });
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}

/** What a command without `-json` has printed as errors, in one. */
export function errorInText(stderr: string): SpokenError {
  const [summary = '', ...rest] = stderr
    .replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '')
    .split('\n')
    .map((text) => text.replace(/^[╷│╵\s]+/, '').trim())
    .filter((text) => text !== '' && !/^Warning: /.test(text));
  return { summary: summary.replace(/^Error: /, ''), detail: rest.join('\n'), address: null, file: null };
}
