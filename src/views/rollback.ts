import type { RollbackMove, RollbackResult } from '../commands/rollback';
import { Locator, list } from '../diagnostics';
import type { EntryVersion } from '../values/aws';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';
import { wrap } from './wrap';

/** Which version comes, and which one goes. */
export function renderMove(move: RollbackMove, page: Page): string {
  const { bucket, environment, secretName, from, to } = move;
  return [
    `${page.bold(bucket)} in ${page.accent(environment)}: AWSCURRENT of ${secretName} goes ${isForward(move) ? 'forward' : 'back'}`,
    `  from ${describeVersion(from)}`,
    `  to   ${describeVersion(to)}`,
    '',
  ].join('\n');
}

/** After a rollback the version that it came from is AWSPREVIOUS: another one goes forward again. */
const isForward = ({ from, to }: RollbackMove): boolean =>
  from.created !== null && to.created !== null && to.created > from.created;

const describeVersion = ({ id, created }: EntryVersion): string =>
  created === null ? id : `${id}, written ${created.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** What moved, and what has to follow. */
export function renderRollbackText(result: RollbackResult, page: Page): string {
  const { status, move, diagnostics, texts } = result;
  const nothing = 'nothing was moved\n';
  if (move === null)
    return `${renderDiagnostics(diagnostics, texts, page)}\n${page.error('refused')}: ${nothing}`;
  if (status === 'declined') return nothing;
  const { environment, bucket, secretName } = move;
  const head =
    status === 'dry-run'
      ? `${renderMove(move, page)}${nothing}`
      : `${page.good('moved')} AWSCURRENT of ${secretName}: ${bucket} has its previous values again\n`;
  const steps = followingSteps(move).flatMap((step, index) => wrap(`${index + 1}. ${step}`, page.width - 2));
  return [
    head,
    `${page.bold(`next, for ${environment}`)}\n`,
    ...steps.map((line) => `  ${line}\n`),
    ...wrap(
      `Until the files follow, fanout drift and fanout confirm report the bucket, and its next change brings the other values again.`,
      page.width,
    ).map((line) => `${page.muted(line)}\n`),
  ].join('');
}

function followingSteps({ environment, bucket, restart, follow }: RollbackMove): string[] {
  return [
    restart.length > 0 ? `restart ${list(restart)}` : `restart what reads ${bucket}`,
    followStep(follow, environment),
    `deploy ${environment}, then: fanout confirm ${environment} ${bucket}`,
  ];
}

function followStep(follow: RollbackMove['follow'], environment: string): string {
  if (follow === null) {
    return `let environments/${environment}.yaml follow: git revert the change that gave the bucket its values; fanout diff shows what that means`;
  }
  const { commit, names } = follow;
  const what = names.length === 0 ? 'its targets' : list(names);
  if (commit === null) return `let the files follow: ${what} changed since the last commit`;
  return `let the files follow: git revert ${commit.commit.slice(0, 12)}, of ${commit.day}, which changed ${what}; fanout diff shows what that means`;
}

/** Shape: schemas/output/rollback.schema.json. */
export function renderRollbackJson({ status, move, diagnostics, texts }: RollbackResult): string {
  return renderJson({
    status,
    move: move === null ? null : { ...move, from: versionJson(move.from), to: versionJson(move.to) },
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}

const versionJson = ({ id, created }: EntryVersion) => ({ id, created: created?.toISOString() ?? null });
