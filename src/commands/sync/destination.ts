import type { BucketPlan } from '../../plan';
import type { FormatName } from '../../values/formats';
import { hasPublicNames } from './select-values';

const suffixes: Readonly<Record<Exclude<FormatName, 'github-env'>, string>> = {
  dotenv: '',
  json: '.json',
  tfvars: '.tfvars',
  shell: '.sh',
  yaml: '.yaml',
  docker: '.docker',
};

/** Stands for a bucket in the name of a file. */
const placeholder = '{bucket}';

/**
 * The file that a bucket goes to, by its name as it is shown.
 *
 * `.env` is what every reader of dotenv looks for; `.env.local` is where Next.js, Vite and their kin expect what is not
 * committed. Each of several buckets has a file of its own, `.env.BUCKET`.
 *
 * @param out - as somebody typed it; undefined for what the ecosystem reads
 * @param alone - whether no other bucket is synced with it: it was asked for by its name, or there is no other
 * @param githubEnv - what GITHUB_ENV says
 * @returns a sentence in place of the name, where the arguments do not say enough
 */
export function destinationOf(
  bucket: Pick<BucketPlan, 'name' | 'entries'>,
  format: FormatName,
  {
    out,
    alone,
    githubEnv,
  }: { readonly out: string | undefined; readonly alone: boolean; readonly githubEnv: string | undefined },
  publicPrefixes: readonly string[],
): { readonly file: string } | { readonly misuse: string } {
  if (out !== undefined) {
    if (!alone && !out.includes(placeholder))
      return {
        misuse: `Each bucket needs a file of its own: name a bucket, or write --out with ${placeholder} in it`,
      };
    return { file: out.replaceAll(placeholder, bucket.name) };
  }
  if (format === 'github-env') {
    if (!alone) return { misuse: "Name the bucket: names of several buckets would take each other's place" };
    return githubEnv === undefined || githubEnv === ''
      ? { misuse: 'GITHUB_ENV is not set here, so this is no step of a workflow: name a file with --out' }
      : { file: githubEnv };
  }
  const suffix = suffixes[format];
  if (!alone) return { file: `.env.${bucket.name}${suffix}` };
  const local = format === 'dotenv' && hasPublicNames(bucket, publicPrefixes) ? '.local' : '';
  return { file: `.env${local}${suffix}` };
}
