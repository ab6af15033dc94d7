import type { CanonicalName } from '../../model';
import { secretShape } from '../../model/secret-shape';
import type { Origin } from '../plan';
import { literalOf } from '../template';
import type { Side } from './side';

const hidden = '***';

/** A configuration value as it may be shown; null where it looks like a secret, and nobody has said that it is none. */
export function shownConfig({ conceal }: Side, name: CanonicalName, value: string): string | null {
  return conceal.hides(name, value) ? null : value;
}

/** A text that people wrote, as it may be shown; null where there is none. */
export function shownText(text: string | undefined): string | null {
  if (text === undefined) return null;
  return secretShape(text) === undefined ? text : hidden;
}

export function shownOrigin(origin: Origin): Origin {
  return 'template' in origin && secretShape(literalOf(origin.template)) !== undefined
    ? { ...origin, template: hidden }
    : origin;
}
