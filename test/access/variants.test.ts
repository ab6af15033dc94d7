import { caseFiles, outcomeOf } from './support/cases';
import { type NameTemplate, nameTemplates } from './support/workspace';
import { worldOf } from './support/world';

/** What the manifest can say otherwise, and which answers have to differ then. */
const variants: Readonly<
  Record<string, { access: Readonly<Record<string, unknown>>; through: readonly string[] }>
> = {
  // Only what is ours is guarded then; these are tagged with an environment and no project.
  'a guardrail for the project alone': {
    access: { guardrail: { scope: 'project' } },
    through: [
      'a task tagged as production',
      'whatever is tagged as production',
      'whatever is tagged as Production',
    ],
  },
  'policies on all entries': { access: { entryPolicies: 'all' }, through: [] },
  // Nothing is left then against an administrator without the guardrail.
  'no policies on entries': {
    access: { entryPolicies: 'none' },
    through: [
      'production by an administrator without the guardrail',
      'a role without the guardrail that reads production',
      'an administrator without the guardrail opens the policy',
      'an administrator without the guardrail replicates',
      'an administrator without the guardrail tags',
      'an administrator without the guardrail takes the policy',
      'an administrator without the guardrail writes',
    ],
  },
};

describe.each(Object.entries(variants))('%s', (_, { access, through }) => {
  test.each(Object.keys(nameTemplates) as NameTemplate[])(
    'GIVEN entries named by %s WHEN everything is tried THEN the attacks are stopped and the rest works, but for what is said',
    (template) => {
      const world = worldOf(template, access);
      const otherwise = [...caseFiles()].flatMap(([file, { cases }]) =>
        file === 'residual'
          ? []
          : cases.filter(
              (each) => (outcomeOf(world, each).generated === 'allowed') !== (file === 'controls'),
            ),
      );
      expect(otherwise.map(({ name }) => name).sort()).toEqual([...through].sort());
    },
  );
});
