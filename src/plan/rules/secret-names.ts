import { createDiagnostic, type Diagnostic, nearest, type Place, quote } from '../../diagnostics';
import type { Workspace } from '../../workspace/workspace';
import { entriesOf } from '../record';
import { unknownPlaceholders } from '../secret-name';
import { ownEntries } from './own-entries';
import type { Rule } from './rule';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html#SecretsManager-CreateSecret-request-Name */
const legalName = /^[A-Za-z0-9/_+=.@-]{1,512}$/;

/** `secret-name`: a name that Secrets Manager refuses, or that two entries would share. `ambiguous-name`. */
export const secretNames: Rule = (facts) => {
  const { workspace, planned } = facts;
  const isPlanned = new Set(planned.map(({ name }) => name));
  const diagnostics: Diagnostic[] = [...placeholderFaults(workspace)];
  const byPlace = new Map<string, { bucket: string; environment: string; planned: boolean }>();
  for (const { bucket, environment, secretName } of ownEntries(facts)) {
    const place = placeOfName(workspace, bucket);
    const inPlan = isPlanned.has(environment.name);
    if (inPlan && !legalName.test(secretName)) {
      if (!secretName.includes('{')) {
        diagnostics.push(
          createDiagnostic(
            'secret-name',
            {
              reason: `${quote(secretName)} is not a name that Secrets Manager takes`,
              remedy: 'A name has 1 to 512 letters, digits and /_+=.@- characters.',
            },
            place,
          ),
        );
      }
      continue;
    }
    if (inPlan && /-[A-Za-z0-9]{6}$/.test(secretName)) {
      diagnostics.push(createDiagnostic('ambiguous-name', { secretName }, place));
    }
    const key = JSON.stringify([environment.account, environment.region, secretName]);
    const other = byPlace.get(key);
    if (other === undefined) byPlace.set(key, { bucket, environment: environment.name, planned: inPlan });
    else if (inPlan || other.planned) {
      diagnostics.push(
        createDiagnostic(
          'secret-name',
          {
            reason: `Bucket ${bucket} in ${environment.name} and bucket ${other.bucket} in ${other.environment} would share the entry ${quote(secretName)} of one account and region`,
            remedy:
              'Put {environment} and {bucket} into "secretName", so that every entry has a name of its own.',
          },
          place,
          other.bucket === bucket
            ? {}
            : {
                related: [
                  { place: placeOfName(workspace, other.bucket), message: 'the other entry is named here' },
                ],
              },
        ),
      );
    }
  }
  return diagnostics;
};

function placeholderFaults({ manifest }: Workspace): Diagnostic[] {
  const templates: [string | undefined, Place][] = [
    [manifest.value.secretName, manifest.at(['secretName'])],
    ...entriesOf(manifest.value.buckets).map(([bucket, { secretName }]): [string | undefined, Place] => [
      secretName,
      manifest.at(['buckets', bucket, 'secretName']),
    ]),
  ];
  return templates.flatMap(([template, place]) =>
    [...unknownPlaceholders(template ?? '')].map((placeholder) => {
      const meant = nearest(placeholder, ['project', 'environment', 'bucket']);
      return createDiagnostic(
        'secret-name',
        {
          reason: `The name of an entry has no placeholder ${quote(placeholder)}`,
          remedy:
            meant === undefined
              ? 'The placeholders are {project}, {environment} and {bucket}.'
              : `Did you mean {${meant}}?`,
        },
        place,
      );
    }),
  );
}

/** Where the name of a bucket's entry is written: its own, the common one, or the bucket where it is the default. */
function placeOfName({ manifest }: Workspace, bucket: string): Place {
  const own = entriesOf(manifest.value.buckets).find(([name]) => name === bucket)?.[1];
  return manifest.at(['buckets', bucket, ...(own?.secretName === undefined ? [] : ['secretName'])]);
}
