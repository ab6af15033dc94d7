import { findTools } from './tools';

/** Says once, before any end-to-end test, that they are skipped where something that they stand on is missing. */
export default function announce(): void {
  const tools = findTools();
  if ('missing' in tools && process.env.FANOUT_E2E !== 'required') {
    process.stderr.write(`SKIPPED the end-to-end tests: not on this machine: ${tools.missing.join(', ')}\n`);
  }
}
