import type { CanonicalName } from '../model';
import type { Origin } from './plan';

type ComputedOrigin = Extract<Origin, { readonly template: string }>;
type DirectOrigin = Exclude<Origin, ComputedOrigin>;

/** A computed origin names its secrets and configuration in lists; a direct one is a single name. */
export function isComputed(origin: Origin): origin is ComputedOrigin {
  return 'template' in origin;
}

/** The one canonical name of an origin that is not computed. */
export function directName(origin: DirectOrigin): CanonicalName {
  return 'secret' in origin ? origin.secret : origin.config;
}

/** The secrets that feed an origin, directly or through a template. */
export function secretsOf(origin: Origin): readonly CanonicalName[] {
  if (isComputed(origin)) return origin.secrets;
  return 'secret' in origin ? [origin.secret] : [];
}
