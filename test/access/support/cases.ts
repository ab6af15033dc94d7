import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor, Step } from './request';
import { type LayerAlone, layers, type Setup, textOf, weigh } from './weigh';
import type { World } from './world';

/** What has to come out. */
export interface Expected {
  /** With the documents as they are generated. */
  readonly generated: string;
  /** With AdministratorAccess besides, for whoever acts. */
  readonly administrator: string;
  /** With every Deny taken out: whether it is granted at all. */
  readonly withoutDenies: string;
  /** Layers that stop it by themselves, with everything else wide open. */
  readonly stoppedAloneBy: readonly LayerAlone[];
}

export interface Case {
  readonly name: string;
  /** What is tried; where the name does not say it. */
  readonly attack?: string;
  readonly by: Actor;
  readonly steps: readonly Step[];
  readonly expect: Expected;
  /** Why it is accepted that an attacker with AdministratorAccess gets through, or what stands against it elsewhere. */
  readonly residual?: string;
}

export interface CaseFile {
  readonly about: string;
  readonly cases: readonly Case[];
}

const folder = join(__dirname, '..', 'attacks');

/** The checked-in cases, by file; `controls` are those that have to work. */
export const caseFiles = (): ReadonlyMap<string, CaseFile> =>
  new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => [
        file.replace('.json', ''),
        JSON.parse(readFileSync(join(folder, file), 'utf8')) as CaseFile,
      ]),
  );

export function outcomeOf(world: World, { steps, by }: Pick<Case, 'steps' | 'by'>): Expected {
  const answer = (setup: Setup) => weigh(world, steps, by, setup);
  return {
    generated: textOf(answer('generated')),
    administrator: textOf(answer('administrator')),
    withoutDenies: textOf(answer('without denies')),
    stoppedAloneBy: layers.filter((layer) => answer(layer).answer !== 'allowed'),
  };
}

/** Writes what comes out now, for a person to read the difference. */
export function rewriteCases(world: World): void {
  for (const [name, { about, cases }] of caseFiles()) {
    const rewritten = cases.map((each) => {
      const { expect: _, residual, ...given } = each;
      return { ...given, expect: outcomeOf(world, each), ...(residual === undefined ? {} : { residual }) };
    });
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ about, cases: rewritten }, null, 2)}\n`);
  }
}
