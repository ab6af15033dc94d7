import * as z from 'zod';

declare const brand: unique symbol;
type Branded<B extends string> = string & { readonly [brand]: B };

export type ProjectName = Branded<'project'>;
export type EnvironmentName = Branded<'environment'>;
export type BucketName = Branded<'bucket'>;
export type MappingName = Branded<'mapping'>;
export type ServiceName = Branded<'service'>;
export type ReaderName = Branded<'reader'>;
/** The one name of a secret or of a configuration value, e.g. `MY_APP__DB_SERVICE__KEY`. */
export type CanonicalName = Branded<'canonical'>;
/** One key of an entry: the name that the application sees. */
export type TargetName = Branded<'target'>;

export const canonicalNamePattern = /^[A-Z][A-Z0-9_]*$/;
export const targetNamePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** `constructor` is refused beside what stacks and files are called: CDKTF finds it among the children of every construct. */
export const shortNamePattern =
  /^(?!(?:foundation|canonical|constructor)$)(?!foundation-\d{12}$)(?!.*--)(?!.*-$)[a-z][a-z0-9-]{0,31}$/;

/**
 * How the models name one of our codes in a zod message: the code, and for `invalid-name` and `wrong-type` the
 * rule that is broken. Translated in `workspace/model-faults.ts`.
 */
export const faultMessage = (code: 'invalid-name' | 'invalid-target' | 'wrong-type', rule = ''): string =>
  `${code}|${rule}`;

/** What `shortNamePattern` asks for, in words. */
export const shortNameRule = (what: string): string =>
  `the name of ${what}: 1 to 32 of a-z, 0-9 and single inner hyphens, beginning with a letter (foundation, canonical and constructor are taken)`;

const shortName = <T extends string>(what: string) =>
  z
    .string()
    .regex(shortNamePattern, faultMessage('invalid-name', shortNameRule(what))) as unknown as z.ZodType<
    T,
    string
  >;

export const projectName = shortName<ProjectName>('a project');
export const environmentName = shortName<EnvironmentName>('an environment');
export const bucketName = shortName<BucketName>('a bucket');
export const mappingName = shortName<MappingName>('a mapping');
export const serviceName = shortName<ServiceName>('a service');
export const readerName = shortName<ReaderName>('a reader');

export const canonicalName = z
  .string()
  .regex(
    canonicalNamePattern,
    faultMessage('invalid-name', 'a canonical name: A-Z, 0-9 and _, beginning with a letter'),
  ) as unknown as z.ZodType<CanonicalName, string>;

/** `__proto__` is refused: JavaScript readers of the entry would lose it. */
export const targetName = z
  .string()
  .regex(targetNamePattern, faultMessage('invalid-target'))
  .refine((name) => name !== '__proto__', faultMessage('invalid-target')) as unknown as z.ZodType<
  TargetName,
  string
>;
