import type { DriftResult } from '../commands/drift';
import { Locator } from '../diagnostics';
import type { Phrase } from './diff-phrase';
import { describeDrift, subjectOf } from './drift-phrase';
import { remedyFor } from './drift-remedy';
import { renderJson } from './json';

/** Shape: schemas/output/drift.schema.json. */
export function renderDriftJson(result: DriftResult): string {
  const { environments, elsewhere, findings, pending, diagnostics, texts } = result;
  return renderJson({
    summary: { findings: findings.length, pending: pending.length },
    environments,
    elsewhere,
    findings: findings.map((finding) => {
      const { gist, weight, environment, bucket, secretName } = finding;
      const message = plain([...subjectOf(finding), ' ', ...describeDrift(finding)]);
      const { sentence: remedy, command } = remedyFor(finding, result);
      return { ...gist, weight, environment, bucket, secretName, message, remedy, command };
    }),
    pending,
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}

/** Whole, and with nothing escaped. */
const plain = (phrase: Phrase): string =>
  phrase
    .map((segment) => {
      if (typeof segment === 'string') return segment;
      if ('text' in segment) return segment.text;
      return 'name' in segment ? segment.name : segment.value;
    })
    .join('');
