import { findChromium } from './chromium';
import { findTools } from './tools';

/** Says once, before any end-to-end test, which of them are skipped since something that they stand on is missing. */
export default function announce(): void {
  if (process.env.FANOUT_E2E === 'required') return;
  const tools = findTools();
  if ('missing' in tools) {
    process.stderr.write(`SKIPPED the end-to-end tests: not on this machine: ${tools.missing.join(', ')}\n`);
  }
  if (findChromium() === undefined) {
    process.stderr.write('SKIPPED the tests of the report in a browser: not on this machine: chromium\n');
  }
}
