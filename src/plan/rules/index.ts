import { accessReferences } from './access-references';
import { adoptedEntries } from './adopted-entries';
import { copiedCiphertext, invalidCiphertext } from './ciphertexts';
import { collisions } from './collisions';
import { emptyMatch } from './empty-match';
import { entrySize } from './entry-size';
import { overrides } from './overrides';
import { ownEntryReference } from './own-entries';
import { plaintext } from './plaintext';
import { missingValue, unexpectedValue, unsetValue } from './presence-of-values';
import { publicLeak, publicName } from './public-targets';
import { references } from './references';
import { reservedTarget } from './reserved-target';
import { rotationDue } from './rotation';
import type { Rule } from './rule';
import { unfoundedSameAs } from './same-as';
import { secretNames } from './secret-names';
import { caseCollision, nestedCollision } from './similar-targets';
import { localState, sharedState } from './state';
import { templates } from './templates';
import { unusedMapping, unusedName } from './unused';

/** Every rule there is; all of them are asked, whatever the others say. */
export const rules: readonly Rule[] = [
  references,
  accessReferences,
  templates,
  emptyMatch,
  collisions,
  overrides,
  caseCollision,
  nestedCollision,
  reservedTarget,
  publicLeak,
  publicName,
  missingValue,
  unexpectedValue,
  unsetValue,
  plaintext,
  invalidCiphertext,
  copiedCiphertext,
  unfoundedSameAs,
  ownEntryReference,
  adoptedEntries,
  secretNames,
  entrySize,
  unusedName,
  unusedMapping,
  localState,
  sharedState,
  rotationDue,
];
