import { list, quote } from './quote';

type Severity = 'error' | 'warning';

function define<A>(
  severity: Severity,
  message: (args: A) => string,
  hint: string | ((args: A) => string),
): { severity: Severity; message: (args: A) => string; hint: (args: A) => string } {
  return { severity, message, hint: typeof hint === 'string' ? () => hint : hint };
}

const meant = (nearest: string | undefined, otherwise: string): string =>
  nearest === undefined ? otherwise : `Did you mean ${quote(nearest)}?`;

const inBuckets = (buckets: readonly string[]): string =>
  `${buckets.length === 1 ? 'bucket' : 'buckets'} ${list(buckets)}`;

/** Where a fault does not hold in every environment, which ones it holds in. */
const inEnvironments = (environments: readonly string[] | undefined): string =>
  environments === undefined ? '' : ` (in ${list(environments)})`;

interface UnknownArgs {
  readonly name: string;
  readonly nearest: string | undefined;
}

/** Every diagnostic there is. Codes are contract: each has a page of its own in docs/diagnostics/. */
export const catalogue = {
  'yaml-syntax': define<{ reason: string }>(
    'error',
    ({ reason }) => `This is not YAML that fanout can read: ${reason}`,
    'Correct the syntax; everything in this file is left out until it can be read.',
  ),
  'duplicate-key': define<{ key: string }>(
    'error',
    ({ key }) => `The key ${quote(key)} stands twice in one map`,
    'Keep one of the two: the second would silently replace the first.',
  ),
  'wrong-type': define<{ field: string; expected: string }>(
    'error',
    ({ field, expected }) => `${field} must be ${expected}`,
    ({ expected }) => `Write ${expected} here.`,
  ),
  'unknown-field': define<{ field: string; nearest: string | undefined }>(
    'error',
    ({ field }) => `There is no field ${quote(field)} here`,
    ({ nearest }) => meant(nearest, 'Remove it, or look the field up in the schema of this file.'),
  ),
  'missing-field': define<{ field: string }>(
    'error',
    ({ field }) => `The field ${quote(field)} is missing`,
    ({ field }) => `Add ${quote(field)}; it has no default.`,
  ),
  'invalid-name': define<{ name: string; rule: string } | { field: string; rule: string }>(
    'error',
    (args) =>
      'name' in args ? `${quote(args.name)} is not ${args.rule}` : `${args.field} must be ${args.rule}`,
    'Choose another name, and correct what refers to it.',
  ),
  'unreadable-file': define<{ file: string; reason: string; remedy: string }>(
    'error',
    ({ file, reason }) => `${quote(file)} cannot be read: ${reason}`,
    ({ remedy }) => remedy,
  ),
  'unfinished-write': define<{ file: string }>(
    'error',
    ({ file }) => `A change of several files was cut off before all of them were in place (${file})`,
    'Run the command again: whatever writes to the workspace first finishes what was begun.',
  ),
  'environment-mismatch': define<{ reason: string; remedy: string }>(
    'error',
    ({ reason }) => reason,
    ({ remedy }) => remedy,
  ),
  'extends-cycle': define<{ environment: string; parent: string }>(
    'error',
    ({ environment, parent }) =>
      environment === parent
        ? `Environment ${environment} extends itself`
        : `Environment ${environment} extends ${parent}, which extends another one`,
    'Inheritance has one level: extend an environment that has no "extends" of its own.',
  ),
  'extends-protected': define<{ environment: string; parent: string }>(
    'error',
    ({ environment, parent }) =>
      `Environment ${environment} is not protected and would inherit the values of ${parent}, which is`,
    ({ environment }) =>
      `Extend an unprotected environment, or make ${environment} protected as well: values never flow to where less is denied.`,
  ),
  'unknown-name': define<UnknownArgs>(
    'error',
    ({ name }) => `There is no canonical name ${quote(name)}`,
    ({ nearest }) => meant(nearest, 'Add it to mappings/canonical.yaml, or correct it.'),
  ),
  'unknown-mapping': define<UnknownArgs>(
    'error',
    ({ name }) => `There is no mapping ${quote(name)}`,
    ({ nearest, name }) => meant(nearest, `Create mappings/${name}.yaml, or correct the name.`),
  ),
  'unknown-environment': define<UnknownArgs>(
    'error',
    ({ name }) => `There is no environment ${quote(name)}`,
    ({ nearest, name }) => meant(nearest, `Create environments/${name}.yaml, or correct the name.`),
  ),
  'unknown-bucket': define<UnknownArgs>(
    'error',
    ({ name }) => `There is no bucket ${quote(name)}`,
    ({ nearest }) => meant(nearest, 'Add it under "buckets" in fanout.yaml, or correct the name.'),
  ),
  collision: define<{
    target: string;
    first: string;
    second: string;
    buckets: readonly string[];
    environments: readonly string[] | undefined;
  }>(
    'error',
    ({ target, first, second, buckets, environments }) =>
      `${target} is given twice in ${inBuckets(buckets)}: by ${first} and by ${second}${inEnvironments(environments)}`,
    ({ target }) =>
      `Rename one of the two targets, leave one out with "except", or let the later layer say override: { ${target}: "the reason" }.`,
  ),
  'case-collision': define<{
    target: string;
    other: string;
    buckets: readonly string[];
    environments: readonly string[] | undefined;
  }>(
    'error',
    ({ target, other, buckets, environments }) =>
      `${target} and ${other} in ${inBuckets(buckets)} differ only by case${inEnvironments(environments)}`,
    'Readers that ignore case see one of them only: rename one.',
  ),
  'nested-collision': define<{
    target: string;
    nested: string;
    buckets: readonly string[];
    environments: readonly string[] | undefined;
  }>(
    'warning',
    ({ target, nested, buckets, environments }) =>
      `${target} is a value and, through ${nested}, a group as well in ${inBuckets(buckets)}${inEnvironments(environments)}`,
    'A nested settings reader can hold only one of the two: rename one.',
  ),
  'stale-override': define<{ target: string; bucket: string }>(
    'error',
    ({ target, bucket }) =>
      `The override of ${quote(target)} in bucket ${bucket} replaces nothing: no earlier layer gives it from another source`,
    'Remove the override, so that a later collision is not hidden by it.',
  ),
  final: define<{ target: string; bucket: string; name: string }>(
    'error',
    ({ target, bucket, name }) => `${target} in bucket ${bucket} may not be overridden: ${name} is final`,
    ({ name }) => `Give the other value a target of its own, or remove "final" from ${name}.`,
  ),
  'missing-value': define<{ name: string; environment: string; buckets: readonly string[] }>(
    'error',
    ({ name, environment, buckets }) =>
      `${name} is missing in ${environment}; ${inBuckets(buckets)} needs it`,
    ({ name, environment }) =>
      `Add "${name}:" under "values" in environments/${environment}.yaml (with nothing behind it where there is no value yet), or say under "environments" in mappings/canonical.yaml where it exists.`,
  ),
  'unexpected-value': define<{ name: string; environment: string }>(
    'error',
    ({ name, environment }) =>
      `${name} has a place in ${environment}, but mappings/canonical.yaml says that it does not exist there`,
    ({ name, environment }) => `Remove it here, or add ${environment} to the "environments" of ${name}.`,
  ),
  'unset-value': define<{
    environment: string;
    bucket: string;
    names: readonly string[];
    status: 'new' | 'incomplete';
  }>(
    'error',
    ({ environment, bucket, names, status }) => {
      const what = names.length === 1 ? (names[0] ?? '') : `${names.length} names`;
      return status === 'new'
        ? `Bucket ${bucket} is new in ${environment}: ${what} without a value yet`
        : `Bucket ${bucket} is incomplete in ${environment}: ${what} without a value, and it may be live`;
    },
    ({ environment, names, status }) =>
      status === 'new'
        ? `Its entry is made without a version; fill it with: fanout set ${environment} ${names[0] ?? 'NAME'}`
        : `A live entry is never written in part. Set ${list(names.slice(0, 5))}${names.length > 5 ? ` and ${names.length - 5} more` : ''} with: fanout set ${environment} ${names.length === 1 ? names[0] : 'NAME'}`,
  ),
  'plaintext-secret': define<{ what: string; shape: string | undefined }>(
    'error',
    ({ what, shape }) =>
      shape === undefined
        ? `${what} stands here in plain text`
        : `${what} looks like a secret: it holds ${shape}`,
    ({ shape }) =>
      shape === undefined
        ? 'Encrypt it with: fanout set ENVIRONMENT NAME. What has been committed in plain text must be replaced at its provider.'
        : 'Make it a secret and set it with fanout set; where it is no secret, say plain: "the reason" in mappings/canonical.yaml.',
  ),
  'invalid-ciphertext': define<{ name: string; reason: string }>(
    'error',
    ({ name, reason }) => `The ciphertext of ${name} is not one that KMS made: ${reason}`,
    'Write it with: fanout set ENVIRONMENT NAME. A ciphertext is never edited by hand.',
  ),
  'invalid-value': define<{ name: string; environment: string; reason: string; remedy: string }>(
    'error',
    ({ name, environment, reason }) => `This value of ${name} in ${environment} is not taken: ${reason}`,
    ({ remedy }) => remedy,
  ),
  'copied-ciphertext': define<{ name: string; environment: string; other: string; otherEnvironment: string }>(
    'error',
    ({ name, environment, other, otherEnvironment }) =>
      `${name} in ${environment} has the very ciphertext of ${other} in ${otherEnvironment}`,
    'A ciphertext decrypts only under its own name and environment: set the value again with fanout set.',
  ),
  'unfounded-same-as': define<{ name: string; environment: string; reason: string }>(
    'error',
    ({ name, environment, reason }) =>
      `${name} in ${environment} says that it holds the same value as another ciphertext, but ${reason}`,
    ({ name, environment }) =>
      `Only fanout rename and fanout rekey write "sameAs". Set the value again with: fanout set ${environment} ${name}`,
  ),
  'own-entry-reference': define<{ name: string; entry: string; bucket: string; environment: string }>(
    'error',
    ({ name, entry, bucket, environment }) =>
      `${name} is read from ${quote(entry)}, which this workspace writes itself (bucket ${bucket} in ${environment})`,
    'Refer to an entry that is filled elsewhere, or use the canonical name directly.',
  ),
  'adopted-entry': define<{ bucket: string; environment: string; reason: string }>(
    'error',
    ({ bucket, environment, reason }) =>
      `The entry that ${environment} adopts for bucket ${bucket} ${reason}`,
    ({ bucket, environment }) => `Look it up with: fanout adopt ${environment} ${bucket}`,
  ),
  'public-leak': define<{ target: string; secrets: readonly string[]; buckets: readonly string[] }>(
    'error',
    ({ target, secrets, buckets }) =>
      `${target} in ${inBuckets(buckets)} is compiled into what browsers load, and is fed by the secret ${list(secrets)}`,
    ({ secrets }) =>
      `Choose a target without a public prefix, or say public: true for ${list(secrets)} if everybody may read it.`,
  ),
  'public-name': define<{ target: string; bucket: string; prefix: string }>(
    'warning',
    ({ target, bucket }) => `${target} in bucket ${bucket} is public, but its name lacks the public prefix`,
    ({ target, prefix }) => `A browser will not see it: call it ${prefix}${target}, if it is meant to.`,
  ),
  'reserved-target': define<{ target: string; buckets: readonly string[] }>(
    'error',
    ({ target, buckets }) => `${target} in ${inBuckets(buckets)} changes how the process itself runs`,
    ({ target }) =>
      `Choose another target, or say allowReserved: { ${target}: "the reason" } in the bucket if that is what you want.`,
  ),
  'invalid-target': define<Record<string, never>>(
    'error',
    () => 'This target is not a name that an application can read',
    'A target begins with a letter or an underscore and goes on with letters, digits and underscores.',
  ),
  'invalid-template': define<{ target: string; reason: string }>(
    'error',
    ({ target, reason }) => `The template of ${target} cannot be read: ${reason}`,
    'A template is text with {NAME}, {NAME:filter} and built-in names; a brace itself is written {{ or }}.',
  ),
  'unknown-filter': define<{ target: string; filter: string; nearest: string | undefined }>(
    'error',
    ({ target, filter }) =>
      `The template of ${target} uses the filter ${quote(filter)}, which does not exist`,
    ({ nearest }) => meant(nearest, 'The filters are urlencode, base64 and json.'),
  ),
  'secret-name': define<{ reason: string; remedy: string }>(
    'error',
    ({ reason }) => reason,
    ({ remedy }) => remedy,
  ),
  'ambiguous-name': define<{ secretName: string }>(
    'warning',
    ({ secretName }) =>
      `The entry ${quote(secretName)} ends in a hyphen and six letters or digits, as the random end of an ARN does`,
    'A partial ARN can meet the wrong entry: choose another name for it.',
  ),
  'too-large': define<{ what: string; bytes: number; limit: number }>(
    'error',
    ({ what, bytes, limit }) => `${what} may take ${bytes} bytes; the limit is ${limit}`,
    'Split the bucket, take in fewer names, or keep large files in S3 and only their key here.',
  ),
  'empty-match': define<{ what: string }>(
    'error',
    ({ what }) => `${what} matches nothing`,
    'Correct or remove it: what matches nothing protects nothing.',
  ),
  'unused-name': define<{ name: string }>(
    'warning',
    ({ name }) => `${name} is taken by no bucket`,
    'Map it, remove it, or say unused: "the reason" in mappings/canonical.yaml.',
  ),
  'unused-mapping': define<{ mapping: string }>(
    'warning',
    ({ mapping }) => `The mapping ${mapping} is taken by no bucket`,
    'Include it in a bucket, or remove the file.',
  ),
  'local-state': define<{ environment: string }>(
    'warning',
    ({ environment }) => `The protected environment ${environment} keeps its Terraform state in a local file`,
    ({ environment }) =>
      `Add "backend: { s3: { bucket, key, region } }" to environments/${environment}.yaml.`,
  ),
  'shared-state': define<{ one: string; other: string }>(
    'error',
    ({ one, other }) => `${one} and ${other} keep their Terraform state in the same place`,
    'Give each its own "key": a stack that reads the state of another one plans to destroy what that one made.',
  ),
  'rotation-due': define<{ name: string; environment: string; reason: string }>(
    'warning',
    ({ name, environment, reason }) => `${name} in ${environment} ${reason}`,
    ({ name, environment }) =>
      `Make a new one at its provider and write it with: fanout rotate ${environment} ${name}`,
  ),
  'debug-log': define<{ variable: string }>(
    'error',
    ({ variable }) => `${variable} asks Terraform for a debug log, which prints values in plain text`,
    ({ variable }) =>
      `Unset ${variable}, or set it to INFO, WARN, ERROR or OFF; Terraform takes every other word for TRACE.`,
  ),
  'staged-values': define<{ file: string; reason: string }>(
    'error',
    ({ file, reason }) => `${quote(file)} is about to be committed: ${reason}`,
    'Take it out of the commit (git rm --cached FILE) and let .gitignore name it. A value that is in git already must be replaced at its provider.',
  ),
  'no-access': define<Record<string, never>>(
    'warning',
    () => 'Nothing says who may read what: there is no "access"',
    'Add "access:" to fanout.yaml. Until then entries and keys are made, but no roles and no denials around them.',
  ),
  'protected-entry-read': define<{ service: string; environment: string; entry: string }>(
    'error',
    ({ service, environment, entry }) =>
      `The service ${service} in ${environment}, which is not protected, is allowed to read ${quote(entry)}, which is`,
    'Name resources with {environment} in them, or give the service an entry of its own where it runs.',
  ),
  'task-reads-secrets': define<{ service: string }>(
    'error',
    ({ service }) => `The task role of ${service} is allowed secrets, but nothing says that it reads any`,
    'Remove the statement: values are handed in when a task starts. Where the running code has to read them, say read: runtime.',
  ),
  'ambiguous-pattern': define<{ pattern: string; environment: string; reason: string }>(
    'error',
    ({ pattern, environment, reason }) =>
      `What is to take in the own environments of developers of ${environment} (${pattern}) ${reason}`,
    'Choose other names, or put {project}/{environment}/ before {bucket} in "secretName", so that each environment has a path of its own.',
  ),
  'deployer-locked-out': define<{ environment: string }>(
    'error',
    ({ environment }) =>
      `Policies of the entries in ${environment} would shut out whoever deploys them: nobody is named`,
    'Name the repository that deploys under "github", or who deploys by hand under "administrators"; or say entryPolicies: none.',
  ),
  'unsafe-statement': define<{ service: string; reason: string }>(
    'error',
    ({ service, reason }) => `A statement of the service ${service} is not safe. ${reason}`,
    'Allow the actions that it needs on the resources that it needs, each by name; never secrets, keys or roles of others.',
  ),
  'access-limit': define<{ what: string; size: number; unit: string; limit: number }>(
    'error',
    ({ what, size, unit, limit }) => `${what} has ${size} ${unit}; AWS takes ${limit}`,
    'Choose shorter names, fewer buckets for one service, or put {project}/{environment}/ before {bucket} in "secretName".',
  ),
};
