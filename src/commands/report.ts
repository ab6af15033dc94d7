import { Locator } from '../diagnostics';
import { makeReport, type Report } from '../report';
import { Concealer } from './conceal';
import type { CommandContext } from './context';
import { type LoadedPlan, type LoadPlanOptions, loadPlan } from './load-plan';
import { writeReportFile } from './report-file';
import { type Summary, summarize } from './summary';

export interface ReportOptions extends LoadPlanOptions {
  /** Absolute path of the page; null where it is printed. */
  readonly file: string | null;
  /** Over whatever file is there. */
  readonly force: boolean;
  readonly dryRun: boolean;
}

export interface ReportResult extends LoadedPlan {
  /** `refused`: the workspace cannot be read at all. */
  readonly status: 'written' | 'printed' | 'dry-run' | 'refused';
  /** Null where it was refused. */
  readonly page: string | null;
  readonly summary: Summary;
}

/**
 * Makes the page of the report, in spite of errors, which stand in it.
 *
 * @param render - the page of a report
 * @throws Fault where the file cannot be written, or is something else
 */
export function report(
  context: CommandContext,
  { file, force, dryRun, ...options }: ReportOptions,
  render: (report: Report) => string,
): ReportResult {
  const loaded = loadPlan(context, options);
  const summary = summarize(loaded.plan, loaded.diagnostics);
  const made = reportOf(loaded, context);
  if (made === null) return { ...loaded, status: 'refused', page: null, summary };
  const page = render(made);
  if (file !== null) writeReportFile(file, page, { force, dryRun });
  const status = dryRun ? 'dry-run' : file === null ? 'printed' : 'written';
  return { ...loaded, status, page, summary };
}

function reportOf({ workspace, plan, access, diagnostics, texts }: LoadedPlan, { now }: CommandContext) {
  if (workspace === null || plan === null || access === null) return null;
  const conceal = new Concealer(workspace);
  const today = now().toISOString().slice(0, 10);
  return makeReport(
    { workspace, plan: conceal.plan(plan), conceal, access, today },
    new Locator(texts).locateAll(diagnostics),
  );
}
