import { planAccess } from '../../src/access';
import { Concealer } from '../../src/commands/conceal';
import { makeReport, type Report } from '../../src/report';
import { planned, type WorkspaceParts } from './workspace-builder';

/** The report of parts of a workspace. */
export function reportOf(parts: WorkspaceParts, today = '2026-11-22'): Report {
  const { workspace, plan, located } = planned(parts, { today });
  const conceal = new Concealer(workspace);
  const { value, at } = workspace.manifest;
  const [access] = planAccess(value, plan, at);
  return makeReport({ workspace, plan: conceal.plan(plan), conceal, access, today }, located);
}
