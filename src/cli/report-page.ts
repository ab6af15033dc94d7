import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../diagnostics';

/** As far above the compiled files as above the sources. */
const file = join(__dirname, '..', '..', 'dist', 'page', 'report.html');

/**
 * The page of the report without its data, as it was packed when fanout was built.
 *
 * @throws Fault where it was not
 */
export function readReportPage(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Fault('The page of the report is missing from this installation: install fanout anew');
  }
}
