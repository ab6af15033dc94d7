import type { DoctorResult } from '../commands/doctor';
import type { Health, Observation } from '../commands/doctor/observation';
import { escapeInvisible } from '../diagnostics';
import { renderJson } from './json';
import type { Page } from './page';
import { shellWord } from './shell-word';
import { type Cell, renderTable } from './table';

/**
 * A line for each thing that was looked at, with the command that mends it below; then the sum.
 *
 * @param place - the workspace, seen from where somebody is: the commands are run in there. Empty where that is here
 */
export function renderDoctorText({ machine, environments }: DoctorResult, page: Page, place = ''): string {
  const groups = [
    { name: 'this machine', observations: machine },
    ...environments.map(({ name, observations }) => ({ name: name as string, observations })),
  ];
  const parts = groups.map(({ name, observations }) => [
    page.bold(name),
    ...observations.flatMap((observation) => observationLines(observation, observations, page)),
  ]);
  const all = groups.flatMap(({ observations }) => observations);
  const count = all.filter(({ health }) => health === 'wrong').length;
  const where = place === '' ? '' : `in ${escapeInvisible(shellWord(place))} `;
  const toDo = all.some(({ health, command }) => health === 'wrong' && command !== null)
    ? `${where}run what stands below each, one after the other, and ask again.`
    : 'do what is said there, and ask again.';
  const sum =
    count === 0
      ? page.good('Nothing is wrong.')
      : `${page.error(`${count} ${count === 1 ? 'thing is' : 'things are'} wrong`)}: ${toDo}`;
  return `${[...parts.map((lines) => lines.join('\n')), sum].join('\n\n')}\n`;
}

const words: Readonly<Record<Health, string>> = { ok: 'ok', note: 'note', wrong: 'WRONG' };

function observationLines(
  { about, health, message, command }: Observation,
  all: readonly Observation[],
  page: Page,
): string[] {
  const paint = { ok: page.good, note: page.warning, wrong: page.error }[health];
  const pad = Math.max(...all.map((each) => escapeInvisible(each.about).length));
  const row: Cell[] = [
    { text: words[health].padEnd(words.wrong.length), paint },
    { text: escapeInvisible(about).padEnd(pad) },
    { text: escapeInvisible(message), overflow: 'wrap' },
  ];
  return [
    ...renderTable([row], { indent: 2, width: page.width }),
    // Whole, however long: it is to be copied.
    ...(command === null ? [] : [`    ${page.accent(`$ ${escapeInvisible(commandText(command))}`)}`]),
  ];
}

const commandText = (command: readonly string[]): string => command.map(shellWord).join(' ');

/** Shape: schemas/output/doctor.schema.json. */
export function renderDoctorJson({ machine, environments }: DoctorResult): string {
  const observationJson = ({ about, health, message, command }: Observation) => ({
    about,
    health,
    message,
    command: command === null ? null : commandText(command),
  });
  return renderJson({
    machine: machine.map(observationJson),
    environments: environments.map(({ name, observations }) => ({
      name,
      observations: observations.map(observationJson),
    })),
  });
}
