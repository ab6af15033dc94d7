import type { CheckResult } from '../commands/check';
import { compareText, escapeInvisible } from '../diagnostics';
import type { BucketPlan, EntryPlan, EnvironmentPlan, LayerName } from '../plan';
import { renderCheckText } from './check';
import { counted } from './counted';
import { groupBy } from './group';
import { originText, valueText } from './origin-text';
import type { Page } from './page';
import { type Cell, renderTable } from './table';

/** Per environment, per bucket, per layer: every target with where it comes from; values of configuration only. */
export function renderPlanText(result: CheckResult, page: Page): string {
  const environments = Object.values(result.plan?.environments ?? {});
  const parts = environments.flatMap((environment) => [
    renderEnvironment(environment, page),
    ...Object.values(environment.buckets).map((bucket) => renderBucket(bucket, page)),
  ]);
  return [...parts.map((lines) => `${lines.join('\n')}\n`), renderCheckText(result, page)].join('\n');
}

function renderEnvironment(environment: EnvironmentPlan, page: Page): string[] {
  const facts = [
    environment.protected ? 'protected' : 'not protected',
    ...(environment.extends === undefined ? [] : [`extends ${environment.extends}`]),
    `account ${environment.account}`,
    environment.region,
  ];
  return renderTable(
    [
      [
        { text: environment.name, paint: page.bold },
        { text: facts.join(', '), paint: page.muted, overflow: 'wrap' },
      ],
    ],
    { indent: 0, width: page.width },
  );
}

function renderBucket(bucket: BucketPlan, page: Page): string[] {
  const targets = Object.entries(bucket.entries);
  const layers = groupBy(targets, ([, { layer }]) => layer).sort(([a], [b]) => compareLayers(a, b));
  return [
    ...renderHeader(bucket, targets.length, page),
    ...layers.flatMap(([layer, entries]) => [
      `    ${page.muted(layer)}`,
      ...renderTable(
        entries.map(([target, entry]) => entryCells(target, entry, bucket, page)),
        { indent: 6, width: page.width, aligned: 1 },
      ),
    ]),
  ];
}

function renderHeader(
  { name, secretName, status, version, unset, adopts }: BucketPlan,
  targets: number,
  page: Page,
): string[] {
  const without = `${unset.length} without a value`;
  const state: Cell = {
    ready: { text: version === null ? 'ready' : `ready, version ${version}`, paint: page.good },
    new: { text: `new, ${without} yet`, paint: page.warning },
    incomplete: { text: `incomplete, ${without}`, paint: page.error },
  }[status];
  return renderTable(
    [
      [
        { text: name, paint: page.bold },
        { text: escapeInvisible(secretName), paint: page.accent },
        state,
        ...(adopts === undefined ? [] : [{ text: 'adopted, not written to', paint: page.warning }]),
        { text: counted(targets, 'target') },
      ],
    ],
    { indent: 2, width: page.width },
  );
}

function entryCells(target: string, entry: EntryPlan, bucket: BucketPlan, page: Page): Cell[] {
  const template = 'template' in entry.from;
  const cells: Cell[] = [
    { text: target },
    { text: originText(entry), paint: page.muted, ...(template ? { overflow: 'cut' as const } : {}) },
    entry.value === undefined
      ? { text: secretText(entry, bucket), paint: page.warning }
      : { text: `= ${valueText(entry.value)}`, overflow: 'cut' },
  ];
  return cells.filter(({ text }) => text !== '');
}

/** In a new bucket no secret has a value, which its header says once. */
function secretText({ from }: EntryPlan, { status, unset }: BucketPlan): string {
  if (status !== 'incomplete') return '';
  const secrets = 'template' in from ? from.secrets : 'secret' in from ? [from.secret] : [];
  return secrets.some((name) => unset.includes(name)) ? 'no value' : '';
}

/** Originals first, then mappings by name, then computed values. */
function compareLayers(a: LayerName, b: LayerName): number {
  const rank = (layer: LayerName) => (layer === 'originals' ? 0 : layer === 'values' ? 2 : 1);
  return rank(a) - rank(b) || compareText(a, b);
}
