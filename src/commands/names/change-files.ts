import { Fault, list, quote, type SourceTexts } from '../../diagnostics';
import { replaceFiles } from '../../values/replace-files';
import { readFiles } from '../../workspace/read-files';
import { type Confirm, mayTouch } from '../ask-protected';
import type { CommandContext } from '../context';
import { draftTexts, type FileDraft } from './draft';
import { type BucketEffect, type Loss, losses } from './effects';
import type { Ground } from './ground';
import { type Expectations, judge } from './judge';
import { type AwsOf, type Job, type Progress, reEncryptAll } from './re-encrypt';
import { type NamesResult, nothingDone } from './result';

export interface ChangeOptions {
  /** Check everything, but ask nothing of AWS and write nothing. */
  readonly dryRun: boolean;
  /** Do not ask before a protected environment is written to, or a deployed entry loses something. */
  readonly yes: boolean;
  /** Environments for which other credentials were named. @default - none */
  readonly profiles?: readonly string[];
}

export interface ChangeEdges {
  readonly confirm: Confirm;
  readonly aws: AwsOf<'account' | 'reEncrypt'>;
  readonly progress?: Progress;
}

/** What a command wants of the files. */
export interface Intent extends Expectations {
  /** In one line, as a fact: `renamed A to B`. */
  readonly summary: string;
  /** The same as a question, without its mark: `Rename A to B`. */
  readonly doing: string;
  /** What KMS has to make anew. */
  readonly jobs: readonly Job[];
  /** Protected environments whose values change. */
  readonly touched: readonly string[];
  /** What to do with the files, given a new ciphertext for each job. */
  readonly drafts: (ciphertexts: readonly string[]) => readonly FileDraft[];
  readonly skipped?: NamesResult['skipped'];
  readonly next: (effects: readonly BucketEffect[]) => readonly string[];
}

/**
 * Judges what the files would be, asks, has KMS do its part, and replaces all of the files or none.
 *
 * @throws Fault where a file cannot be edited or has changed meanwhile; AwsFault
 */
export async function changeFiles(
  context: CommandContext,
  ground: Ground,
  intent: Intent,
  { dryRun, yes }: ChangeOptions,
  { confirm, aws, progress }: ChangeEdges,
): Promise<NamesResult> {
  const { jobs, summary, skipped = [] } = intent;
  const standIns = jobs.map((_, index) => Buffer.alloc(160, `stand-in ${index};`).toString('base64'));
  const tried = draftTexts(ground.texts, intent.drafts(standIns));
  const { texts, errors, effects } = judge(context, ground, tried.replacements, intent);
  const result: NamesResult = { ...nothingDone, summary, skipped, finished: ground.finished, texts };
  if (errors.length > 0) return { ...result, diagnostics: errors };
  const ended = { ...result, changes: tried.changes, effects, next: intent.next(effects) };
  if (tried.changes.length === 0) return { ...ended, status: 'unchanged', next: [] };

  const lost = losses(effects);
  const touching = { protected: intent.touched.length > 0 || lost.length > 0, yes, dryRun };
  if (!(await mayTouch(touching, confirm, questionOf(intent, lost))))
    return { ...result, status: 'declined' };
  if (dryRun) return { ...ended, status: 'dry-run' };
  const made = await reEncryptAll(jobs, aws, progress);
  const { replacements, changes } = draftTexts(ground.texts, intent.drafts(made));
  refuseAdded(context.workspace, ground.texts);
  await replaceFiles(context.workspace, replacements);
  return { ...ended, status: 'written', changes };
}

/** KMS and people take their time: what has come meanwhile may hold what is being changed everywhere. */
function refuseAdded(workspace: string, known: SourceTexts): void {
  const now = readFiles(workspace);
  const added = 'texts' in now ? [...now.texts.keys()].filter((file) => !known.has(file)) : [];
  if (added.length === 0) return;
  const names = list(added.map(quote));
  throw new Fault(
    `${names} ${added.length === 1 ? 'was' : 'were'} added by another program meanwhile; nothing has been written: try again`,
  );
}

function questionOf({ touched, doing }: Intent, lost: readonly Loss[]): string {
  const reasons = [
    ...(touched.length === 0 ? [] : [`${list(touched)} ${touched.length === 1 ? 'is' : 'are'} protected.`]),
    ...lost.map(
      ({ environments, buckets, lost: targets }) =>
        `${list(buckets)} in ${list(environments)} ${buckets.length === 1 ? 'loses' : 'lose'} ${list(targets)}.`,
    ),
  ];
  return `${reasons.join(' ')} ${doing}?`;
}
