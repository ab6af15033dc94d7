import type { Summary } from '../commands/summary';
import { counted } from './counted';
import type { Page } from './page';

/** The closing line: how many faults, or how much is fine. */
export function renderSummary(summary: Summary, page: Page): string {
  const { errors, warnings, environments, buckets, targets } = summary;
  const warned = warnings === 0 ? [] : [page.warning(counted(warnings, 'warning'))];
  if (errors > 0) return `${[page.error(counted(errors, 'error')), ...warned].join(', ')}\n`;
  const checked = `${counted(buckets, 'bucket')}, ${counted(targets, 'target')} in ${counted(environments, 'environment')}`;
  return `${page.good('fine')}: ${[checked, ...warned].join('; ')}\n`;
}
