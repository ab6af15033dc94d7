import type { CanonicalExplanation, Explanation } from '../commands/explain';
import type { Use } from '../commands/explain-uses';
import type { ValueState } from '../commands/explain-values';
import { escapeInvisible, type Location, list } from '../diagnostics';
import { groupBy } from './group';
import { originText, valueText } from './origin-text';
import type { Page } from './page';
import { type Cell, renderTable } from './table';

/** What a name is, per environment what stands behind it, and where it comes from or goes to. */
export function renderExplanation({ name, canonical, target }: Explanation, page: Page): string {
  const others = canonical?.uses.filter((use) => use.target !== name) ?? [];
  const sections = [
    ...(canonical === null
      ? [[`${page.bold(name)}  a target, and no canonical name`]]
      : [renderCanonical(name, canonical, page), section('Values', valueRows(canonical.values, page), page)]),
    ...(target.length === 0
      ? []
      : [section('Comes as a target from', useRows(target, 'source', page), page)]),
    ...(others.length === 0 ? [] : [section('Goes to', useRows(others, 'target', page), page)]),
    ...(canonical !== null && canonical.uses.length === 0 ? [['No bucket takes it.']] : []),
  ];
  return sections.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function section(title: string, rows: readonly (readonly Cell[])[], page: Page): string[] {
  return [page.bold(title), ...renderTable(rows, { indent: 2, width: page.width })];
}

function renderCanonical(name: string, canonical: CanonicalExplanation, page: Page): string[] {
  const { kind, format, environments } = canonical;
  const facts: readonly (readonly [label: string, text: string | undefined])[] = [
    ['description', canonical.description],
    ['owner', canonical.owner],
    ['public', canonical.public ? 'yes: it may reach a browser' : undefined],
    ['format', typeof format === 'object' ? `pattern ${format.pattern}` : format],
    ['at least', canonical.minLength === undefined ? undefined : `${canonical.minLength} characters`],
    ['only in', environments === undefined ? undefined : list(environments)],
    ['rotate every', canonical.rotateEvery],
    ['expires', canonical.expires],
    ['final', canonical.final ? 'yes: no layer may override it' : undefined],
    ['unused', canonical.unused],
    ['plain', canonical.plain],
  ];
  const rows = facts.flatMap(([label, text]) =>
    text === undefined
      ? []
      : [
          [
            { text: label, paint: page.muted },
            { text: escapeInvisible(text), overflow: 'wrap' as const },
          ],
        ],
  );
  return [
    ...renderTable(
      [
        [
          { text: name, paint: page.bold },
          { text: kind === 'config' ? 'configuration' : 'secret' },
          locationCell(canonical.location, page),
        ],
      ],
      { indent: 0, width: page.width },
    ),
    ...renderTable(rows, { indent: 2, width: page.width }),
  ];
}

const kinds: Readonly<Record<ValueState['kind'], string>> = {
  config: 'plain',
  kms: 'ciphertext',
  secretsManager: 'reference to another entry',
  ssm: 'reference to a parameter',
  variable: 'variable at deploy time',
  unset: 'no value yet',
  missing: 'missing',
  absent: 'does not exist there',
  refused: 'refused',
};

function valueRows(values: readonly ValueState[], page: Page): Cell[][] {
  return values.map(({ environment, kind, inheritedFrom, rotated, value, location }) => {
    const state = [
      kinds[kind],
      ...(rotated === undefined ? [] : [`rotated ${rotated}`]),
      ...(inheritedFrom === undefined ? [] : [`from ${inheritedFrom}`]),
    ].join(', ');
    return [
      { text: environment },
      { text: state },
      locationCell(location, page),
      { text: value === undefined ? '' : `= ${valueText(value)}`, overflow: 'cut' },
    ];
  });
}

/** Uses that differ only by their environment share a line. */
function useRows(uses: readonly Use[], shows: 'source' | 'target', page: Page): Cell[][] {
  const shown = (use: Use) => (shows === 'source' ? use.value : undefined);
  const groups = groupBy(uses, (use) =>
    JSON.stringify([use.bucket, use.target, use.layer, use.location, shown(use)]),
  );
  return groups.map(([, group]) => {
    const [first] = group as [Use];
    const value = shown(first);
    const source = originText(first);
    return [
      { text: first.bucket },
      shows === 'target' ? { text: first.target } : { text: source || 'its own name', overflow: 'cut' },
      { text: first.layer, paint: page.muted },
      locationCell(first.location, page),
      { text: `in ${list(group.map(({ environment }) => environment))}`, overflow: 'wrap' },
      value === undefined
        ? {
            text: shows === 'target' && 'template' in first.from ? source : '',
            paint: page.muted,
            overflow: 'cut',
          }
        : { text: `= ${valueText(value)}`, overflow: 'cut' },
    ];
  });
}

function locationCell(location: Location | null, page: Page): Cell {
  return location === null
    ? { text: '' }
    : { text: `${escapeInvisible(location.file)}:${location.line}`, paint: page.accent };
}
