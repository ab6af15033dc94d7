import { ofAccess } from './catalogue/access';
import { ofEntries } from './catalogue/entries';
import { inFiles } from './catalogue/files';
import { inReferences } from './catalogue/references';
import { ofTargets } from './catalogue/targets';
import { ofUpkeep } from './catalogue/upkeep';
import { ofValues } from './catalogue/values';

/** Every diagnostic there is. Codes are contract: each has a page of its own in docs/diagnostics/. */
export const catalogue = {
  ...inFiles,
  ...inReferences,
  ...ofTargets,
  ...ofValues,
  ...ofEntries,
  ...ofUpkeep,
  ...ofAccess,
};
