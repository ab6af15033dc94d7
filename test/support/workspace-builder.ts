import { stringify } from 'yaml';
import { type Diagnostic, type LocatedDiagnostic, Locator } from '../../src/diagnostics';
import { type FanOutPlan, planFanOut } from '../../src/plan';
import { parseWorkspace } from '../../src/workspace/parse-workspace';
import type { Workspace } from '../../src/workspace/workspace';

type Fields = Readonly<Record<string, unknown>>;

/** The parts of a workspace that a test is about; the rest is filled in. */
export interface WorkspaceParts {
  readonly manifest?: Fields;
  readonly buckets?: Readonly<Record<string, Fields>>;
  readonly canonical?: Readonly<Record<string, Fields | null>>;
  readonly mappings?: Readonly<Record<string, Fields>>;
  /** By name; `values` and whatever else the file says. @default - one, `dev`, not protected and without values */
  readonly environments?: Readonly<Record<string, Fields>>;
}

/** The files of a workspace, in YAML. */
export function workspaceTexts(parts: WorkspaceParts): Map<string, string> {
  const {
    manifest,
    buckets = { api: { include: [{ originals: true }] } },
    canonical = {},
    mappings = {},
  } = parts;
  const environments = parts.environments ?? { dev: {} };
  return new Map([
    ['fanout.yaml', stringify({ project: 'shop', ...manifest, buckets })],
    ['mappings/canonical.yaml', stringify(canonical)],
    ...Object.entries(mappings).map(([name, lines]): [string, string] => [
      `mappings/${name}.yaml`,
      stringify(lines),
    ]),
    ...Object.entries(environments).map(([name, fields]): [string, string] => [
      `environments/${name}.yaml`,
      stringify({
        ...(fields.extends === undefined ? header : {}),
        environment: name,
        values: {},
        ...fields,
      }),
    ]),
  ]);
}

const header = { protected: false, account: '123456789012', region: 'eu-central-1' };

/** A ciphertext that KMS could have made, another one for each seed. */
export function ciphertext(seed: string, bytes = 200): string {
  return Buffer.alloc(bytes, `ciphertext of ${seed}; `).toString('base64');
}

export interface Planned {
  readonly workspace: Workspace;
  readonly plan: FanOutPlan;
  readonly diagnostics: readonly Diagnostic[];
  readonly located: readonly LocatedDiagnostic[];
}

/** Plans parts of a workspace that can be read without a fault. */
export function planned(
  parts: WorkspaceParts,
  options: { environments?: string[]; today?: string } = {},
): Planned {
  const texts = workspaceTexts(parts);
  return { ...plannedTexts(texts, options) };
}

export function plannedTexts(
  texts: ReadonlyMap<string, string>,
  { today = '2026-01-01', ...options }: { environments?: string[]; today?: string } = {},
): Planned {
  const { workspace, diagnostics: faults } = parseWorkspace(texts);
  if (workspace === null) throw new Error(`The workspace cannot be read: ${JSON.stringify(faults)}`);
  const [plan, found] = planFanOut(workspace, { ...options, today });
  const diagnostics = [...faults, ...found];
  return { workspace, plan, diagnostics, located: new Locator(texts).locateAll(diagnostics) };
}

/** `code file:line` of each diagnostic, in order: what most tests ask for. */
export function faultsOf({ located }: Planned): string[] {
  return located.map(({ code, severity, location }) => {
    const place = location === null ? '' : ` ${location.file}:${location.line}`;
    return `${severity === 'warning' ? '(warning) ' : ''}${code}${place}`;
  });
}
