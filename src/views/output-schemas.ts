import * as z from 'zod';
import { accessDocumentsOutput, accessOutput } from './access-schema';
import { adoptOutput } from './adopt-schema';
import { confirmOutput } from './confirm-schema';
import { diffOutput } from './diff-schema';
import { doctorOutput } from './doctor-schema';
import { driftOutput } from './drift-schema';
import { importOutput } from './import-schema';
import { namesOutput } from './names-schema';
import { canonicalNames, count, diagnostics, layer, location, origin, summary } from './output-parts';
import { reportOutput } from './report-schema';
import { rollbackOutput } from './rollback-schema';
import { rotateDueOutput, rotateOutput, rotateRevokedOutput } from './rotate-schema';
import { syncOutput } from './sync-schema';
import { tfPlanOutput } from './tf-plan-schema';

const checkOutput = z.strictObject({
  diagnostics,
  summary,
});

const value = z.string().optional().describe('Only where no secret is in it.');

const planOutput = z.strictObject({
  project: z.string().nullable().describe('Null where the workspace cannot be read.'),
  environments: z.record(
    z.string(),
    z.strictObject({
      protected: z.boolean(),
      buckets: z.record(
        z.string(),
        z.strictObject({
          secretName: z.string(),
          status: z.enum(['ready', 'new', 'incomplete']),
          unset: canonicalNames.optional().describe('Names without a value; left out where it is ready.'),
          adopts: z
            .string()
            .optional()
            .describe('ARN of the entry that exists already, and that is not written to yet.'),
          version: z
            .int()
            .nullable()
            .describe('What Terraform compares; null unless it is ready and written to.'),
          entries: z.record(z.string(), z.strictObject({ from: origin, value, layer })),
        }),
      ),
    }),
  ),
  diagnostics,
});

const use = z.strictObject({
  environment: z.string(),
  bucket: z.string(),
  target: z.string(),
  from: origin,
  value,
  layer,
  location: location.nullable().describe('The line that makes it.'),
});

const explainOutput = z.strictObject({
  name: z.string().nullable().describe('Null where the workspace cannot be read.'),
  canonical: z
    .strictObject({
      kind: z.enum(['secret', 'config']),
      description: z.string().optional(),
      owner: z.string().optional(),
      public: z.boolean(),
      final: z.boolean(),
      format: z
        .union([z.enum(['url', 'json', 'pem', 'email']), z.strictObject({ pattern: z.string() })])
        .optional(),
      minLength: z.int().optional(),
      environments: z.array(z.string()).optional(),
      rotateEvery: z.string().optional(),
      expires: z.string().optional(),
      unused: z.string().optional(),
      plain: z.string().optional(),
      location,
      values: z.array(
        z.strictObject({
          environment: z.string(),
          kind: z.enum([
            'config',
            'kms',
            'secretsManager',
            'ssm',
            'variable',
            'unset',
            'missing',
            'absent',
            'refused',
          ]),
          inheritedFrom: z.string().optional(),
          rotated: z.string().optional(),
          value,
          location: location.nullable(),
        }),
      ),
      uses: z.array(use).describe('Everything that is made from it, through templates too.'),
    })
    .nullable()
    .describe('Null where the name is not a canonical one.'),
  target: z.array(use).describe('Every bucket that has the name as a target.'),
  diagnostics,
});

const synthOutput = z.strictObject({
  stacks: z
    .array(
      z.strictObject({
        name: z.string(),
        file: z.string().describe('Relative to the workspace, or absolute where it is not in there.'),
        resources: count.describe('How many resources Terraform manages in it.'),
      }),
    )
    .describe('What was written; empty where synthesizing was refused.'),
  diagnostics,
});

const setPlace = z.strictObject({
  environment: z.string(),
  name: z.string(),
  kind: z.enum(['secret', 'config']),
  file: z.string(),
  line: z.int().min(1),
  changed: z.boolean().describe('Whether it is another value now, or would be.'),
});

const setOutput = z.strictObject({
  status: z.enum(['written', 'unchanged', 'dry-run', 'declined', 'refused']),
  place: setPlace
    .nullable()
    .describe('Where the value stands; null where nothing came of it or there are several.'),
  places: z
    .array(setPlace)
    .describe('Where each value stands, as they were named; empty where nothing came of it.'),
  diagnostics,
});

const editOutput = z.strictObject({
  status: z.enum(['written', 'unchanged', 'dry-run', 'declined', 'aborted', 'refused']),
  places: z.array(setPlace).describe('Where each changed value stands; empty where nothing came of it.'),
  closed: z
    .array(z.strictObject({ name: z.string(), reason: z.string() }))
    .describe('Names that stood in the editor without a value, and why.'),
  reason: z.string().nullable().describe('Why it was aborted.'),
  faults: z.array(z.string()).describe('What was wrong with the text when the editor was left for good.'),
  diagnostics,
});

const files = z.array(z.string());
const schemasOutput = z.strictObject({
  written: files.describe('Relative to the workspace; on a dry run what would be written.'),
  stale: files.describe('Missing, or not up to date.'),
  diagnostics,
});

const initOutput = z.strictObject({
  status: z.enum(['written', 'dry-run', 'refused']),
  directory: z.string().describe('Absolute.'),
  project: z.string().nullable(),
  written: files.describe('Relative to the directory.'),
  nextSteps: z.array(z.string()),
  refusal: z
    .strictObject({ reason: z.string(), remedy: z.string(), obstacles: files })
    .nullable()
    .describe('Why nothing was written.'),
});

const hookOutput = z.strictObject({
  status: z.enum(['written', 'removed', 'unchanged', 'dry-run', 'refused']),
  file: z.string().describe('Absolute path of the hook.'),
  workspaces: files.describe('What it checks: paths from the root of the work tree.'),
  copy: z.string().nullable().describe('Absolute path of a copy of what stood there.'),
  refusal: z
    .strictObject({ reason: z.string(), remedy: z.string(), lines: z.array(z.string()) })
    .nullable()
    .describe('Why nothing was written.'),
});

const outputs = {
  access: accessOutput,
  'access-documents': accessDocumentsOutput,
  adopt: adoptOutput,
  add: namesOutput,
  check: checkOutput,
  copy: namesOutput,
  confirm: confirmOutput,
  diff: diffOutput,
  doctor: doctorOutput,
  drift: driftOutput,
  edit: editOutput,
  explain: explainOutput,
  hook: hookOutput,
  import: importOutput,
  init: initOutput,
  plan: planOutput,
  rekey: namesOutput,
  remove: namesOutput,
  rename: namesOutput,
  report: reportOutput,
  rollback: rollbackOutput,
  rotate: rotateOutput,
  'rotate-due': rotateDueOutput,
  'rotate-revoked': rotateRevokedOutput,
  schemas: schemasOutput,
  set: setOutput,
  sync: syncOutput,
  synth: synthOutput,
  'tf-plan': tfPlanOutput,
} as const;

/** The JSON Schemas of what `--format json` prints, by file name in schemas/output/. */
export function outputSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(outputs).map(([command, model]) => {
      const schema = { title: `fanout ${command} --format json`, ...z.toJSONSchema(model) };
      return [`${command}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`];
    }),
  );
}
