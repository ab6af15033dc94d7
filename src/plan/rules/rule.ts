import type { Diagnostic } from '../../diagnostics';
import type { Facts } from '../facts';

/** Judges the facts, and gives every fault that it finds. */
export type Rule = (facts: Facts) => readonly Diagnostic[];
