import { join } from 'node:path';
import { expectGolden } from '../support/golden';
import { expectations } from './matrix.expectations';
import { loadKnownToIam } from './support/known-to-iam';
import {
  actions,
  type Column,
  columnNames,
  isOurs,
  letterOf,
  matrixText,
  rows,
  secretActions,
} from './support/matrix';
import { type NameTemplate, nameTemplates } from './support/workspace';
import { worldOf } from './support/world';

const templates = Object.keys(nameTemplates) as NameTemplate[];

describe('who may do what with what', () => {
  test('GIVEN the checked-in matrix WHEN it is made again THEN nobody gained and nobody lost', () => {
    expectGolden(join(__dirname, 'matrix.txt'), matrixText(worldOf('suffix')));
  });

  test('GIVEN the other way to name entries WHEN the matrix is made THEN it is the same', () => {
    expect(matrixText(worldOf('path'))).toBe(matrixText(worldOf('suffix')));
  });

  test('GIVEN what IAM knows of Secrets Manager THEN no action is left out', async () => {
    const known = (await loadKnownToIam(['secretsmanager'])).actions('secretsmanager') ?? [];
    expect(secretActions).toEqual(known.map((name) => `secretsmanager:${name}`).sort());
    expect(secretActions).toHaveLength(23);
  });

  test('GIVEN the expectations THEN they speak of everybody in the matrix', () => {
    expect(Object.keys(expectations)).toEqual(Object.keys(rows));
  });
});

describe.each(templates)('what was written down by hand, entries named by %s', (template) => {
  const world = worldOf(template);

  test.each(Object.entries(expectations))(
    'GIVEN %s THEN exactly that is allowed',
    (name, { may, otherwise }) => {
      const row = rows[name]!;
      const wrong = actions.flatMap((action) =>
        columnNames.flatMap((column) => {
          const wanted: readonly Column[] = may[action] ?? [];
          const letter = letterOf(world, row, action, column);
          const expected = wanted.includes(column) ? ['A'] : otherwise(action, column) ? ['D'] : ['D', '.'];
          return expected.includes(letter) ? [] : [`${action} on ${column}: ${letter}`];
        }),
      );
      expect(wrong).toEqual([]);
      expect(Object.keys(may).filter((action) => !actions.includes(action))).toEqual([]);
    },
  );

  const ours = Object.entries(expectations).filter(([name]) => isOurs(rows[name]!));
  test.each(ours)(
    'GIVEN %s WHEN every Deny is taken out THEN no more is granted than is said',
    (name, { may, takenBack = {} }) => {
      const wrong = actions.flatMap((action) =>
        columnNames
          .filter((column) => {
            const wanted = [...(may[action] ?? []), ...(takenBack[action] ?? [])].includes(column);
            return (letterOf(world, rows[name]!, action, column, 'without denies') === 'A') !== wanted;
          })
          .map((column) => `${action} on ${column}`),
      );
      expect(wrong).toEqual([]);
    },
  );
});
