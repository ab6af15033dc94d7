import { type Case, caseFiles, outcomeOf, rewriteCases } from './support/cases';
import { type NameTemplate, nameTemplates } from './support/workspace';
import { type World, worldOf } from './support/world';

const templates = Object.keys(nameTemplates) as NameTemplate[];
const worlds = new Map<NameTemplate, World>(templates.map((template) => [template, worldOf(template)]));

/** `UPDATE_GOLDENS=1` writes what comes out into the files, for a person to read the difference. */
if (process.env.UPDATE_GOLDENS === '1') rewriteCases(worlds.get('suffix')!);

const files = [...caseFiles()];
const inFile = (wanted: string) =>
  files.filter(([file]) => file === wanted).flatMap(([, { cases }]) => cases);
const controls = inFile('controls');
const residual = inFile('residual');
const attacks = files
  .filter(([file]) => file !== 'controls' && file !== 'residual')
  .flatMap(([, { cases }]) => cases);

describe.each(templates)('entries named by %s', (template) => {
  const outcome = (each: Case) => outcomeOf(worlds.get(template)!, each);

  test.each(attacks)(
    'GIVEN the attack "$name" WHEN it is tried THEN it is stopped where it has to be',
    (each) => {
      expect(outcome(each)).toEqual(each.expect);
      expect(each.expect.generated).not.toBe('allowed');
    },
  );

  test.each(residual)('GIVEN "$name", which nothing here stops THEN it is known what does', (each) => {
    expect(outcome(each)).toEqual(each.expect);
    expect(each.expect.stoppedAloneBy.includes('scp')).toBe(/Closed by the SCP/.test(each.residual ?? ''));
  });

  test.each(controls)('GIVEN "$name", which has to work WHEN it is tried THEN it works', (each) => {
    expect(outcome(each).generated).toBe('allowed');
  });
});

describe('what the attacks say', () => {
  test('GIVEN all cases THEN each has a name of its own', () => {
    const names = files.flatMap(([, { cases }]) => cases.map(({ name }) => name));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('GIVEN an attacker who is also administrator WHEN the attack goes through THEN it is said why, and only then', () => {
    const cases = [...attacks, ...residual];
    const through = cases.filter(({ expect: { administrator } }) => administrator === 'allowed');
    const explained = cases.filter(({ residual: why }) => why !== undefined);
    expect(through.map(({ name }) => name)).toEqual(explained.map(({ name }) => name));
  });
});
