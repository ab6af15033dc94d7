import { type Diagnostic, orderDiagnostics, type WithDiagnostics } from '../../diagnostics';
import type { EnvironmentName } from '../../model';
import { own } from '../record';
import { compareAccess } from './access-changes';
import { assembleChanges } from './assemble';
import { compareBuckets, compareTags } from './bucket-changes';
import { compareCanonical } from './canonical-changes';
import type { Change, Finding } from './change';
import { claimedValues } from './claimed-values';
import { appearance, compareEnvironment, pairEnvironments } from './environment-changes';
import { compareManifests } from './manifest-changes';
import { movedCiphertexts } from './moved-ciphertexts';
import { compareNames } from './name-changes';
import { type ParityGap, parityGaps } from './parity';
import type { Both, MaybeSide, Pair, Side } from './side';
import { compareTargets } from './target-changes';
import type { EarlierCiphertexts } from './values';
import { type VersionStep, versionSteps } from './versions';

export interface PlanDiff {
  /** In the order in which a reviewer reads them. */
  readonly changes: readonly Change[];
  readonly versions: readonly VersionStep[];
  readonly parity: readonly ParityGap[];
}

export interface DiffOptions {
  /** Per environment, by its name after: ciphertexts that stood in its file before. @default - none is known */
  readonly earlier?: ReadonlyMap<EnvironmentName, EarlierCiphertexts>;
  /** What others have found: who gains and loses access. @default - none */
  readonly findings?: readonly Finding[];
}

/**
 * What changes from one plan to another. Pure. Where there is nothing before, everything is new.
 *
 * @returns with a fault for each ciphertext that was moved to where it cannot be decrypted, or that cannot hold what it
 * says it does
 */
export function diffPlans(
  before: MaybeSide,
  after: Side,
  { earlier = new Map(), findings = [] }: DiffOptions = {},
): WithDiagnostics<PlanDiff> {
  const pairs = pairEnvironments(before, after);
  const ofWorkspace =
    before === null
      ? []
      : [
          ...compareManifests(before, after),
          ...compareAccess(before, after),
          ...compareCanonical(before, after),
        ];
  const ofEnvironments = pairs.flatMap((pair) => [
    ...appearance(pair),
    ...(before === null || !isBoth(pair)
      ? []
      : compareBoth(pair, before, after, earlier.get(pair.name) ?? new Map())),
  ]);
  const isProtected = (name: EnvironmentName): boolean =>
    [before?.plan, after.plan].some(
      (plan) => plan !== undefined && own(plan.environments, name)?.protected === true,
    );
  const diagnostics: Diagnostic[] =
    before === null
      ? []
      : [
          ...movedCiphertexts(before.workspace, after.workspace, pairs),
          ...claimedValues(before.workspace, after.workspace, pairs, earlier),
        ];
  return [
    {
      changes: assembleChanges([...findings, ...ofWorkspace, ...ofEnvironments], isProtected),
      versions: versionSteps(pairs),
      parity: parityGaps(before, after),
    },
    orderDiagnostics(diagnostics),
  ];
}

const isBoth = (pair: Pair): pair is Both => pair.before !== null && pair.after !== null;

function compareBoth(pair: Both, before: Side, after: Side, earlier: EarlierCiphertexts): Finding[] {
  const names = compareNames(pair, before, after, earlier);
  return [
    ...compareEnvironment(pair),
    ...compareBuckets(pair, before),
    ...compareTags(pair),
    ...names.findings,
    ...compareTargets(pair, names, before),
  ];
}
