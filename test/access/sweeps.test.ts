import { weighed } from './support/request';
import { forbidden, granted, spared } from './support/sweeps';
import { weighStep } from './support/weigh';
import { type NameTemplate, nameTemplates } from './support/workspace';
import { worldOf } from './support/world';

describe.each(Object.keys(nameTemplates) as NameTemplate[])(
  'every entry and every way, entries named by %s',
  (template) => {
    const world = worldOf(template);

    test('GIVEN every entry WHEN everybody asks for it THEN exactly those may who are to', () => {
      const wrong = granted(world)
        .filter(({ by, step, allowed }) => {
          const { answer } = weighStep(world, weighed(world, step, by), 'generated');
          return (answer === 'allowed') !== allowed;
        })
        .map(
          ({ who, step, allowed }) =>
            `${who}: ${step.action} on ${step.on} is ${allowed ? '' : 'not '}to be allowed`,
        );
      expect(wrong).toEqual([]);
    });

    test('GIVEN AdministratorAccess besides WHEN a layer stands alone THEN it denies what it has to', () => {
      const wrong = forbidden(world)
        .filter(
          ({ by, step, layer }) => weighStep(world, weighed(world, step, by), layer).answer === 'allowed',
        )
        .map(
          ({ who, step, layer }) =>
            `${layer} lets ${who} do ${step.action} on ${step.on ?? '*'} ${JSON.stringify(step)}`,
        );
      expect(wrong).toEqual([]);
      expect(forbidden(world).length).toBeGreaterThan(2000);
    });

    test('GIVEN the control policy alone WHEN those ask whom it is to leave alone THEN it does', () => {
      const wrong = spared()
        .filter(
          ({ by, step, layer }) => weighStep(world, weighed(world, step, by), layer).answer !== 'allowed',
        )
        .map(({ who, step }) => `${who}: ${step.action} on ${step.on}`);
      expect(wrong).toEqual([]);
    });
  },
);
