import { BrokenOff, createDiagnostic, type Diagnostic, Fault, type SourceTexts } from '../../diagnostics';
import type { EnvironmentName } from '../../model';
import type { Generated, Generation, GenerationOptions } from '../../values/generate/generated';
import { planGeneration } from '../../values/generate/generation';
import type { NewValue } from '../../values/new-value';
import { refuseOtherAccount } from '../../values/own-account';
import type { SecretValue } from '../../values/secret-value';
import type { Workspace } from '../../workspace';
import { mayTouch } from '../ask-protected';
import type { CommandContext } from '../context';
import type { Slot } from '../set-slot';
import { takeValues } from '../take-values';
import { editFile, encryptValues, standIns, tryValues, writeValues } from '../write-values';
import type { RotateEdges, RotateOptions } from './options';
import type { RotationPlace } from './places';
import type { RotationReach } from './reach';
import type { RotatedPlace, RotateResult } from './result';

interface Given {
  readonly context: CommandContext;
  readonly options: RotateOptions;
  readonly edges: RotateEdges;
  readonly workspace: Workspace;
  readonly texts: SourceTexts;
  readonly today: string;
  readonly reach: readonly RotationReach[];
}

type Made = Generated | { readonly diagnostics: readonly Diagnostic[] };
type Ended = { readonly place: RotatedPlace } | 'declined' | { readonly diagnostics: readonly Diagnostic[] };

/** One run of `rotate`: remembers the values that it has taken, so that none is taken for two environments. */
export class Rotation {
  readonly #taken = new Map<EnvironmentName, SecretValue>();

  constructor(private readonly given: Given) {}

  /** In one environment. @throws Fault, AwsFault */
  async single(places: readonly RotationPlace[]): Promise<Partial<RotateResult>> {
    const [place] = places;
    const { dryRun } = this.given.options;
    const done = dryRun ? 'dry-run' : 'written';
    // Going on leaves out what has been done already.
    if (place === undefined) return { status: done };
    const ended = await this.#rotate(place);
    if (ended === 'declined') return { status: 'declined' };
    return 'place' in ended ? { status: done, places: [ended.place] } : { status: 'refused', ...ended };
  }

  /** In each environment: a fault in one is no reason to leave a leaked value in another. */
  async each(all: readonly RotationPlace[]): Promise<Pick<RotateResult, 'places' | 'left' | 'diagnostics'>> {
    const places: RotatedPlace[] = [];
    const left: RotateResult['left'][number][] = [];
    const diagnostics: Diagnostic[] = [];
    for (const place of all) {
      const environment = place.slot.environment.name;
      try {
        const ended = await this.#rotate(place);
        if (ended === 'declined') left.push({ environment, reason: 'It was not wanted' });
        else if ('place' in ended) places.push(ended.place);
        else {
          left.push({ environment, reason: 'The value was not taken' });
          diagnostics.push(...ended.diagnostics);
        }
      } catch (error) {
        if (error instanceof BrokenOff && places.length > 0) {
          // Nobody is asked anything more, but what has been written before is told.
          const rest = all.slice(all.indexOf(place));
          left.push(
            ...rest.map(({ slot }) => ({ environment: slot.environment.name, reason: 'It was broken off' })),
          );
          break;
        }
        if (!(error instanceof Fault)) throw error;
        left.push({ environment, reason: error.message });
      }
    }
    return { places, left, diagnostics };
  }

  async #rotate(place: RotationPlace): Promise<Ended> {
    const { options, edges, texts } = this.given;
    const { environment, name, file } = place.slot;
    editFile(texts.get(file) ?? '', file, this.#standIn(place));
    const make = this.#maker(place);
    const touching = { ...options, protected: this.#reachesProtected(environment.name) };
    const why = environment.protected
      ? `${environment.name} is protected`
      : 'A protected environment inherits it';
    if (!(await mayTouch(touching, edges.confirm, `${why}. Rotate ${name} in ${environment.name}?`)))
      return 'declined';
    const revision = raisedRevision(place.now);
    if (revision !== null) return this.#write(place, this.#raised(revision), { revision, publicKey: null });
    return this.#replace(place, make);
  }

  /** How the new value comes about. @throws Fault where it cannot */
  #maker({ slot, now }: RotationPlace): () => Promise<Made> {
    const { options } = this.given;
    const { environment, name } = slot;
    if (isReference(now) && options.handedIn) {
      throw new Fault(
        `${name} in ${environment.name} is a reference: replace the value where it stands, then say fanout rotate ${environment.name} ${name} without one`,
      );
    }
    if (options.generate === null || isReference(now)) return () => this.#read(slot);
    return generationFor(slot, options.generate).make;
  }

  async #replace(place: RotationPlace, make: () => Promise<Made>): Promise<Ended> {
    const { context, options, edges, workspace } = this.given;
    const { slot } = place;
    if (options.dryRun) {
      const standIn = this.#standIn(place).get(slot.name);
      return this.#write(place, standIn, { revision: null, publicKey: null });
    }
    await refuseOtherAccount(slot.environment, edges.aws);
    const made = await make();
    if ('diagnostics' in made) return made;
    const { project } = workspace.manifest.value;
    const taken = new Map([[slot, made.value]]);
    const encrypted = await encryptValues(project, taken, context.now(), edges.aws);
    const value = this.#noted(place, encrypted.get(slot.name));
    return this.#write(place, value, { revision: null, publicKey: made.publicKey });
  }

  async #read(slot: Slot): Promise<Made> {
    const { edges, options } = this.given;
    const raw = await edges.readValue(slot.environment.name);
    const [taken, diagnostics] = takeValues(new Map([[slot, raw]]), options);
    const value = taken.get(slot);
    if (value === undefined) return { diagnostics };
    const twin = [...this.#taken].find(([, other]) => other.reveal() === value.reveal());
    if (twin !== undefined) {
      const args = {
        name: slot.name,
        environment: slot.environment.name,
        reason: `it is the one of ${twin[0]}`,
        remedy: 'Make one for each environment, so that a leak in one is none in the others.',
      };
      return { diagnostics: [createDiagnostic('invalid-value', args, null)] };
    }
    this.#taken.set(slot.environment.name, value);
    return { value, publicKey: null };
  }

  async #write(
    { slot, now }: RotationPlace,
    value: NewValue | undefined,
    more: Pick<RotatedPlace, 'revision' | 'publicKey'>,
  ): Promise<Ended> {
    const { context, options, texts } = this.given;
    const { environment, name, file } = slot;
    if (value === undefined) throw new Error(`${name} was not encrypted`);
    const values = new Map([[name as string, value]]);
    const { lines } = options.dryRun
      ? tryValues(texts.get(file) ?? '', file, values)
      : await writeValues(context.workspace, file, values);
    return {
      place: {
        environment: environment.name,
        name,
        kind: more.revision === null ? 'value' : 'revision',
        file,
        line: lines.get(name) ?? 1,
        ...more,
        revoke: now !== null && !options.alreadyRevoked,
      },
    };
  }

  #standIn(place: RotationPlace): ReadonlyMap<string, NewValue> {
    const revision = raisedRevision(place.now);
    const { name } = place.slot;
    if (revision !== null) return new Map([[name, this.#raised(revision)]]);
    const value = standIns([place.slot]).get(name);
    return new Map(value === undefined ? [] : [[name, this.#noted(place, value) ?? value]]);
  }

  /** With a note that what it replaces is to be revoked. */
  #noted({ now }: RotationPlace, value: NewValue | undefined): NewValue | undefined {
    if (value?.kind !== 'secret' || now === null || this.given.options.alreadyRevoked) return value;
    return { ...value, previous: 'unrevoked' };
  }

  #raised(revision: number): NewValue {
    const previous = this.given.options.alreadyRevoked ? {} : { previous: 'unrevoked' };
    return { kind: 'fields', fields: { revision: String(revision), rotated: this.given.today, ...previous } };
  }

  #reachesProtected(environment: EnvironmentName): boolean {
    return this.given.reach.some(
      (each) => each.protected && (each.environment === environment || each.inheritedFrom === environment),
    );
  }
}

/** How values are generated for a place. @throws Fault where they cannot be */
export function generationFor(
  { name, entry }: Pick<Slot, 'name' | 'entry'>,
  options: GenerationOptions,
): Exclude<Generation, { readonly refused: string }> {
  const generation = planGeneration(options, entry);
  if ('make' in generation) return generation;
  throw new Fault(`No value can be generated for ${name}. ${generation.refused}`);
}

export const isReference = (now: RotationPlace['now']): boolean => raisedRevision(now) !== null;

/** The next revision of a reference; null where a ciphertext stands there, or nothing. */
function raisedRevision(now: RotationPlace['now']): number | null {
  return now !== null && typeof now === 'object' && 'revision' in now ? now.revision + 1 : null;
}
