import type { CanonicalExplanation, ExplainResult } from '../commands/explain';
import type { Use } from '../commands/explain/uses';
import { Locator } from '../diagnostics';
import { renderJson } from './json';
import { originJson } from './plan-json';

/** Shape: schemas/output/explain.schema.json. */
export function renderExplainJson({ explanation, diagnostics, texts }: ExplainResult): string {
  const { name = null, canonical = null, target = [] } = explanation ?? {};
  return renderJson({
    name,
    canonical: canonical === null ? null : canonicalJson(canonical),
    target: target.map(useJson),
    diagnostics: new Locator(texts).locateAll(diagnostics),
  });
}

/** Undefined fields are left out by JSON itself. */
function canonicalJson(canonical: CanonicalExplanation) {
  return {
    kind: canonical.kind,
    description: canonical.description,
    owner: canonical.owner,
    public: canonical.public,
    final: canonical.final,
    format: canonical.format,
    minLength: canonical.minLength,
    environments: canonical.environments,
    rotateEvery: canonical.rotateEvery,
    expires: canonical.expires,
    unused: canonical.unused,
    plain: canonical.plain,
    location: canonical.location,
    values: canonical.values.map(({ environment, kind, inheritedFrom, rotated, value, location }) => ({
      environment,
      kind,
      inheritedFrom,
      rotated,
      value,
      location,
    })),
    uses: canonical.uses.map(useJson),
  };
}

function useJson({ environment, bucket, target, from, value, layer, location }: Use) {
  return { environment, bucket, target, from: originJson(from), value, layer, location };
}
