import type { RollbackMove, RollbackResult } from '../commands/rollback';
import { escapeInvisible, Locator, list } from '../diagnostics';
import type { EntryVersion } from '../values/aws';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';
import { renderSteps, type Step } from './steps';
import { wrap } from './wrap';

/** Which version comes, and which one goes. */
export function renderMove(move: RollbackMove, page: Page): string {
  const { bucket, environment, secretName, from, to } = move;
  return [
    `${page.bold(bucket)} in ${page.accent(environment)}: AWSCURRENT of ${escapeInvisible(secretName)} goes ${isForward(move) ? 'forward' : 'back'}`,
    `  from ${describeVersion(from)}`,
    `  to   ${describeVersion(to)}`,
    '',
  ].join('\n');
}

/** After a rollback the version that it came from is AWSPREVIOUS: another one goes forward again. */
const isForward = ({ from, to }: RollbackMove): boolean =>
  from.created !== null && to.created !== null && to.created > from.created;

/** Whoever writes a version chooses its id. */
const describeVersion = ({ id, created }: EntryVersion): string =>
  created === null
    ? escapeInvisible(id)
    : `${escapeInvisible(id)}, written ${created.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

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
      : `${page.good('moved')} AWSCURRENT of ${escapeInvisible(secretName)}: ${bucket} has its previous values again\n`;
  const until =
    'Until the files follow, fanout drift and fanout confirm report the bucket, and its next change brings the other values again.';
  return [
    head,
    renderSteps(`Next, for ${environment}`, followingSteps(move), page),
    ...(move.isMending
      ? []
      : [
          wrap(until, page.width)
            .map((line) => `${page.muted(line)}\n`)
            .join(''),
        ]),
  ].join('\n');
}

function followingSteps({ environment, bucket, restart, follow, isMending }: RollbackMove): Step[] {
  const confirm = [`fanout confirm ${environment} ${bucket}`];
  return [
    { what: `restart ${restart.length > 0 ? list(restart) : `what reads ${bucket}`}`, commands: [] },
    ...(isMending
      ? [{ what: 'look whether it is what Terraform wrote from these files:', commands: confirm }]
      : [
          followStep(follow, environment),
          { what: `deploy ${environment}, and look whether it has arrived:`, commands: confirm },
        ]),
  ];
}

function followStep(follow: RollbackMove['follow'], environment: string): Step {
  const show = `fanout diff --base HEAD^ ${environment}`;
  if (follow === null) {
    const what = 'let the files follow: revert what gave the bucket its values, and see what that means';
    return { what, commands: [`git revert COMMIT`, show] };
  }
  const { commit, names } = follow;
  const changed = names.length === 0 ? 'its targets' : list(names);
  if (commit === null)
    return {
      what: `let the files follow: ${changed} changed since the last commit`,
      commands: ['fanout diff'],
    };
  return {
    what: `let the files follow: on ${commit.day} was changed ${changed}`,
    commands: [`git revert ${commit.commit.slice(0, 12)}`, show],
  };
}

/** Shape: schemas/output/rollback.schema.json. */
export function renderRollbackJson({ status, move, diagnostics, texts }: RollbackResult): string {
  return renderJson({
    status,
    move: move === null ? null : moveJson(move),
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}

const moveJson = ({ isMending: _, ...move }: RollbackMove) => ({
  ...move,
  from: versionJson(move.from),
  to: versionJson(move.to),
});

const versionJson = ({ id, created }: EntryVersion) => ({ id, created: created?.toISOString() ?? null });
