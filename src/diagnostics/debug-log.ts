import { createDiagnostic } from './create';
import type { Diagnostic } from './diagnostic';

/** The environment variables of a process, by name. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** Levels at which neither Terraform nor a provider logs the body of a request. */
const harmless = new Set(['', 'INFO', 'WARN', 'ERROR', 'OFF']);

/**
 * One error for each variable that asks Terraform for a debug log, by name: it prints request bodies, and with them
 * values in plain text. Terraform takes every word that it does not know for TRACE.
 */
export function checkDebugLog(env: EnvironmentVariables): readonly Diagnostic[] {
  return Object.keys(env)
    .filter((variable) => isLogVariable(variable) && !harmless.has((env[variable] ?? '').toUpperCase()))
    .sort()
    .map((variable) => createDiagnostic('debug-log', { variable }, null));
}

function isLogVariable(name: string): boolean {
  return (
    ['TF_LOG', 'TF_LOG_CORE', 'TF_LOG_PROVIDER'].includes(name) || /^TF_LOG_(?:PROVIDER_|SDK)/.test(name)
  );
}
