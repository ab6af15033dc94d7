import { answer, type Decision, type EntryAnswers, usualDeeds } from '../access';
import type { ReportAccess, ReportDecision, ReportMatrix } from './model';
import type { ReportSubject } from './subject';

const layers = {
  scp: 'no service control policy allows it',
  resource: 'the policy of what is asked for does not allow it',
  identity: 'none of its policies allows it',
  boundary: 'its boundary does not allow it',
} as const;

/** Who may do what with which entry, with every different answer once: most are the same ones again and again. */
export function reportAccess({ workspace, plan, access }: ReportSubject): ReportAccess | null {
  const manifest = workspace.manifest.value;
  if (manifest.access === undefined) return null;
  const table = new DecisionTable();
  const entries = answer({ manifest, plan, access });
  return {
    deeds: usualDeeds,
    environments: Object.keys(plan.environments).map((name) =>
      matrixOf(
        entries.filter(({ environment }) => environment === name),
        table,
      ),
    ),
    decisions: table.decisions,
  };
}

/** Everybody is asked about every entry of an account, so the first one knows all principals. */
function matrixOf(entries: readonly EntryAnswers[], table: DecisionTable): ReportMatrix | null {
  const [first] = entries;
  if (first === undefined) return null;
  return {
    buckets: entries.map(({ bucket }) => bucket),
    principals: first.answers.map(({ principal }, index) => ({
      name: principal,
      decisions: entries.map(({ answers }) =>
        usualDeeds.map((deed) => {
          const decision = answers[index]?.decisions[deed];
          if (decision === undefined) throw new Error(`${principal} was not asked about ${deed}`);
          return table.indexOf(decision);
        }),
      ),
    })),
  };
}

class DecisionTable {
  readonly decisions: ReportDecision[] = [];
  readonly #known = new Map<string, number>();

  indexOf(decision: Decision): number {
    const why = 'by' in decision ? `${decision.by.document} ${decision.by.sid}` : layers[decision.missing];
    const key = `${decision.answer} ${why}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.decisions.length);
    return this.decisions.push({ answer: decision.answer, why }) - 1;
  }
}
