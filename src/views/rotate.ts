import type { RotationReach } from '../commands/rotate/reach';
import type { RotatedPlace, RotateResult } from '../commands/rotate/result';
import type { SetResult } from '../commands/set';
import { Locator, list } from '../diagnostics';
import { renderDiagnostics } from './diagnostics-text';
import { renderJson } from './json';
import type { Page } from './page';
import { renderSteps } from './steps';
import { renderTable } from './table';
import { wrap } from './wrap';

/** Which buckets get another value, under which names, and what has to start anew. */
export function renderReach(name: string, reach: readonly RotationReach[], page: Page): string {
  return reach
    .map(({ environment, protected: isProtected, inheritedFrom, buckets }) => {
      const notes = [
        ...(isProtected ? ['is protected'] : []),
        ...(inheritedFrom === null ? [] : [`inherits it from ${inheritedFrom}`]),
      ];
      const which = notes.length === 0 ? '' : `, which ${list(notes)},`;
      const head = `${page.bold(name)} in ${page.accent(environment)}${which} reaches ${buckets.length === 0 ? 'no bucket' : ''}`;
      const rows = buckets.map(({ bucket, targets, restart }) => [
        { text: bucket },
        { text: targets.join(', '), overflow: 'wrap' as const },
        { text: restart.length === 0 ? '' : `restart ${restart.join(', ')}`, paint: page.muted },
      ]);
      return `${[head.trimEnd(), ...renderTable(rows, { indent: 2, width: page.width })].join('\n')}\n`;
    })
    .join('');
}

/** What was rotated and where, and what is left to do; never a value. */
export function renderRotateText(result: RotateResult, page: Page): string {
  const { status, name, reach, places, left, diagnostics, texts } = result;
  const faults = renderDiagnostics(diagnostics, texts, page);
  const isDry = status === 'dry-run' || (status === 'partly' && places.length === 0);
  const nothing = 'nothing was written';
  const blocks = [
    faults,
    status === 'dry-run' ? renderReach(name, reach, page) : '',
    places.map((place) => placeLines(place, status === 'dry-run', page)).join(''),
    left.map((each) => leftLines(name, each, page)).join(''),
    status === 'declined' || (status === 'dry-run' && places.length > 0) ? `${nothing}\n` : '',
    status === 'refused' ? `${page.error('refused')}: ${nothing}\n` : '',
    places.length === 0 && (status === 'written' || (isDry && left.length === 0))
      ? 'nothing is left to rotate\n'
      : '',
    ...(status === 'dry-run' ? [] : places.map((place) => nextSteps(place, reach, page))),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function placeLines(place: RotatedPlace, isDry: boolean, page: Page): string {
  const { environment, name, kind, file, line, revision, publicKey } = place;
  const how = kind === 'value' ? 'encrypted' : `revision ${revision}`;
  const verb = page.good(isDry ? 'would write' : 'wrote');
  const where = `${verb} ${page.bold(name)} in ${environment}, ${how}: ${page.accent(`${file}:${line}`)}\n`;
  return publicKey === null ? where : `${where}its public key, which is no secret:\n${publicKey}`;
}

function leftLines(name: string, { environment, reason }: RotateResult['left'][number], page: Page): string {
  const lines = wrap(`${reason.replace(/[.\n]+$/, '')}`, page.width - 4).map((line) => `    ${line}\n`);
  return `${page.error('not written')} ${page.bold(name)} in ${environment}\n${lines.join('')}`;
}

/** From the file to a credential that no longer works anywhere. */
function nextSteps(place: RotatedPlace, reach: readonly RotationReach[], page: Page): string {
  const { environment, name, revoke } = place;
  const reached = reach.filter((each) => [each.environment, each.inheritedFrom].includes(place.environment));
  const services = [...new Set(reached.flatMap(({ buckets }) => buckets.flatMap(({ restart }) => restart)))];
  const deployed = reached.map((each) => each.environment);
  return renderSteps(
    `Next, for ${environment}`,
    [
      { what: 'commit it and open a pull request, which shows:', commands: ['fanout diff'] },
      {
        what: `deploy ${list(deployed)}, and look whether it has arrived:`,
        commands: deployed.map((each) => `fanout confirm ${each}`),
      },
      ...(services.length === 0 ? [] : [{ what: `restart ${list(services)}`, commands: [] }]),
      ...(revoke
        ? [
            {
              what: 'revoke the old one at its provider, and note that:',
              commands: [`fanout rotate --revoked ${environment} ${name}`],
            },
          ]
        : []),
    ],
    page,
  );
}

/** Shape: schemas/output/rotate.schema.json. */
export function renderRotateJson(result: RotateResult): string {
  const { status, name, reach, places, left, diagnostics, texts } = result;
  return renderJson({
    status,
    name,
    reach,
    places,
    left,
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}

/** What `--revoked` has noted. */
export function renderRevokedText({ status, places, diagnostics, texts }: SetResult, page: Page): string {
  const faults = renderDiagnostics(diagnostics, texts, page);
  const nothing = 'nothing was written\n';
  const lines = places.map(({ environment, name, file, line, changed }) => {
    const verb = status === 'dry-run' ? 'would note' : changed ? 'noted' : 'noted already';
    return `${page.good(verb)} that the old ${page.bold(name)} of ${environment} is revoked: ${page.accent(`${file}:${line}`)}\n`;
  });
  if (status === 'refused') return `${faults}\n${page.error('refused')}: ${nothing}`;
  return `${lines.join('')}${status === 'declined' || status === 'dry-run' ? nothing : ''}`;
}

/** Shape: schemas/output/rotate-revoked.schema.json. */
export function renderRevokedJson({ status, places, diagnostics, texts }: SetResult): string {
  return renderJson({
    status,
    environment: places[0]?.environment ?? null,
    names: places.map(({ name }) => name),
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}
