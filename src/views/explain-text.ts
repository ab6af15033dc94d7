import type { CanonicalExplanation, Explanation } from '../commands/explain';
import type { Use } from '../commands/explain/uses';
import type { ValueState } from '../commands/explain/values';
import { escapeInvisible, type Location, list } from '../diagnostics';
import { groupBy } from './group';
import { originText, valueText } from './origin-text';
import type { Page } from './page';
import { type Cell, renderTable } from './table';

/** What a name is, per environment what stands behind it, and where it comes from or goes to. */
export function renderExplanation({ name, canonical, target }: Explanation, page: Page): string {
  const environments = canonical?.values.map(({ environment }) => environment) ?? [];
  const foreign = canonical === null ? target : target.filter((use) => !canonical.uses.includes(use));
  return [
    canonical === null
      ? [`${page.bold(name)}  a target, and no canonical name`]
      : renderCanonical(name, canonical, page),
    ...(canonical === null ? [] : [section('Values', valueRows(canonical.values, page), page)]),
    ...(foreign.length === 0 ? [] : [section('Comes from', sourceRows(foreign, page), page)]),
    ...(canonical === null ? [] : [section('Goes to', useRows(canonical.uses, environments, page), page)]),
  ]
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function section(title: string, rows: readonly (readonly Cell[])[], page: Page): string[] {
  const shown = rows.length === 0 ? [[{ text: 'nothing' }]] : rows;
  return [page.bold(title), ...renderTable(shown, { indent: 2, width: page.width })];
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

/** Where a target comes from, with its value where that is configuration. */
function sourceRows(uses: readonly Use[], page: Page): Cell[][] {
  return uses.map((use) => [
    { text: `${use.environment}/${use.bucket}` },
    { text: originText(use) || 'a literal', overflow: 'cut' },
    locationCell(use.location, page),
    { text: use.value === undefined ? '' : `= ${valueText(use.value)}`, overflow: 'cut' },
  ]);
}

/** What a canonical name is made into. Uses that differ only by their environment share a line. */
function useRows(uses: readonly Use[], environments: readonly string[], page: Page): Cell[][] {
  const groups = groupBy(uses, ({ bucket, target, location }) => JSON.stringify([bucket, target, location]));
  return groups.map(([, group]) => {
    const [first] = group as [Use];
    const everywhere = group.length === environments.length;
    return [
      { text: first.bucket },
      { text: first.target },
      locationCell(first.location, page),
      {
        text: everywhere ? '' : `only in ${list(group.map(({ environment }) => environment))}`,
        overflow: 'wrap',
      },
      { text: 'template' in first.from ? originText(first) : '', paint: page.muted, overflow: 'cut' },
    ];
  });
}

function locationCell(location: Location | null, page: Page): Cell {
  return location === null
    ? { text: '' }
    : { text: `${escapeInvisible(location.file)}:${location.line}`, paint: page.accent };
}
