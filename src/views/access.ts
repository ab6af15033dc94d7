import type { Decision, Deed } from '../access';
import type { AccessResult } from '../commands/access';
import { Locator } from '../diagnostics';
import { renderDiagnostics } from './diagnostics-text';
import { groupBy } from './group';
import { renderJson } from './json';
import { codeSpan, escapeProse } from './markdown';
import type { Page } from './page';
import { type Cell, renderTable } from './table';
import { wrap } from './wrap';

const titles: Readonly<Partial<Record<Deed, string>>> = {
  read: 'read',
  write: 'write',
  decrypt: 'decrypt in git',
};
const titleOf = (deed: Deed): string => titles[deed] ?? deed;

const words: Readonly<Record<Decision['answer'], string>> = {
  allowed: 'yes',
  explicitDeny: 'denied',
  implicitDeny: 'no',
};

/** The statement that decided, or the kind of policy that would have had to allow. */
const because = (decision: Decision): string =>
  'by' in decision
    ? `${decision.by.document} ${decision.by.sid}`
    : `nothing in its ${layers[decision.missing]}`;

const layers = {
  scp: 'service control policies',
  resource: "target's policy",
  identity: 'policies',
  boundary: 'boundary',
} as const;

/** For a person at a terminal: who may, each with the statement that says so; then who may not, by what stops them. */
export function renderAccessText(result: AccessResult, page: Page): string {
  const { entries, deeds, diagnostics, texts } = result;
  const blocks = entries.map(({ environment, bucket, secretName, protected: isProtected, answers }) => {
    const title = `${page.bold(`${environment}/${bucket}`)}  ${page.accent(secretName)}${isProtected ? '  protected' : ''}`;
    const who = answers.filter(({ decisions }) => mayAnything(decisions, deeds));
    const header: Cell[] = ['', ...deeds.map(titleOf)].map((text) => ({ text, paint: page.muted }));
    const rows = who.map(({ principal, decisions }): Cell[] => [
      { text: principal },
      ...deeds.map((deed) => answerCell(decisions[deed], page)),
      { text: reasonOf(decisions, deeds), paint: page.muted, overflow: 'wrap' },
    ]);
    const stopped = answers.filter(({ decisions }) => !mayAnything(decisions, deeds));
    return [
      title,
      ...(rows.length === 0 ? [] : renderTable([header, ...rows], { indent: 2, width: page.width })),
      ...groupBy(
        stopped,
        ({ decisions }) => `${stopOf(decisions, deeds)}: ${reasonOf(decisions, deeds)}`,
      ).flatMap(([why, some]) => [
        `  ${page.error(why)}`,
        ...wrap(some.map(({ principal }) => principal).join(', '), page.width - 4).map(
          (line) => `    ${line}`,
        ),
      ]),
    ].join('\n');
  });
  const faults = renderDiagnostics(diagnostics, texts, page);
  return [...blocks.map((block) => `${block}\n`), ...(faults === '' ? [] : [faults])].join('\n');
}

type Answers = AccessResult['entries'][number]['answers'];
type Decisions = Answers[number]['decisions'];

const mayAnything = (decisions: Decisions, deeds: readonly Deed[]): boolean =>
  deeds.some((deed) => decisions[deed]?.answer === 'allowed');

/** Who may anything first. */
const sorted = (answers: Answers, deeds: readonly Deed[]): Answers =>
  [...answers].sort(
    (a, b) => Number(mayAnything(b.decisions, deeds)) - Number(mayAnything(a.decisions, deeds)),
  );

/** Whether somebody is denied, or merely not allowed. */
const stopOf = (decisions: Decisions, deeds: readonly Deed[]): string =>
  deeds.some((deed) => decisions[deed]?.answer === 'explicitDeny') ? 'denied' : 'not allowed';

/** What decided about the first deed that is allowed, else about the first of all. */
function reasonOf(decisions: Decisions, deeds: readonly Deed[]): string {
  const given = deeds.map((deed) => decisions[deed]).filter((each) => each !== undefined);
  const telling = given.find(({ answer }) => answer === 'allowed') ?? given[0];
  return telling === undefined ? '' : because(telling);
}

function answerCell(decision: Decision | undefined, page: Page): Cell {
  if (decision === undefined) return { text: '-' };
  const paint = { allowed: page.good, explicitDeny: page.error, implicitDeny: page.muted }[decision.answer];
  return { text: words[decision.answer], paint };
}

/** For a pull request: one table per entry, with what decided about each deed. */
export function renderAccessMarkdown({ entries, deeds, diagnostics, texts }: AccessResult): string {
  const faults = new Locator(texts).locateAll(diagnostics);
  const tables = entries.map(({ environment, bucket, secretName, protected: isProtected, answers }) => {
    const cells = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
    const rows = sorted(answers, deeds).map(({ principal, decisions }) =>
      cells([
        codeSpan(principal),
        ...deeds.map((deed) => {
          const decision = decisions[deed];
          return decision === undefined
            ? '-'
            : `${words[decision.answer]}: ${'by' in decision ? codeSpan(because(decision)) : because(decision)}`;
        }),
      ]),
    );
    return [
      `### ${escapeProse(`${environment}/${bucket}`)}`,
      '',
      `${codeSpan(secretName)}${isProtected ? ', protected' : ''}`,
      '',
      cells(['principal', ...deeds.map(titleOf)]),
      cells(['---', ...deeds.map(() => '---')]),
      ...rows,
      '',
    ].join('\n');
  });
  return [
    ...tables,
    ...faults.map(
      ({ code, severity, message }) => `- ${severity} ${codeSpan(code)}: ${escapeProse(message)}`,
    ),
    '',
  ].join('\n');
}

/** Shape: schemas/output/access.schema.json. */
export function renderAccessJson({ entries, deeds, diagnostics, texts }: AccessResult): string {
  return renderJson({
    deeds,
    entries: entries.map(({ environment, bucket, secretName, protected: isProtected, answers }) => ({
      environment,
      bucket,
      secretName,
      protected: isProtected,
      principals: Object.fromEntries(
        answers.map(({ principal, decisions }) => [
          principal,
          Object.fromEntries(
            deeds.flatMap((deed) => {
              const decision = decisions[deed];
              return decision === undefined ? [] : [[deed, decisionJson(decision)]];
            }),
          ),
        ]),
      ),
    })),
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}

const decisionJson = (decision: Decision) =>
  'by' in decision
    ? { answer: decision.answer, document: decision.by.document, sid: decision.by.sid }
    : { answer: decision.answer, missing: decision.missing };
