import { roleOf, sortOut } from '../../src/workspace/layout';

describe('roleOf', () => {
  test.each([
    ['fanout.yaml', { kind: 'manifest' }],
    ['mappings/canonical.yaml', { kind: 'canonical' }],
    ['mappings/shared.yaml', { kind: 'mapping', name: 'shared' }],
    ['environments/dev-alice.yaml', { kind: 'environment', name: 'dev-alice' }],
    ['environments/.gitkeep', { kind: 'other' }],
    ['mappings/.DS_Store', { kind: 'other' }],
    ['README.md', { kind: 'other' }],
    ['docs/mappings/a.yaml', { kind: 'other' }],
  ])('GIVEN %s THEN its role is %j', (path, role) => {
    expect(roleOf(path)).toEqual(role);
  });
});

describe('sortOut', () => {
  const faults = (path: string) =>
    sortOut([path]).faults.map(({ code, message, hint, place }) => [code, message, hint, place]);

  test.each([
    [
      'environments/staging.yml',
      'only *.yaml is read',
      'Rename it to "environments/staging.yaml", or move it elsewhere.',
    ],
    [
      'environments/dev.YAML',
      'only *.yaml is read',
      'Rename it to "environments/dev.yaml", or move it elsewhere.',
    ],
    ['mappings/README.md', 'only *.yaml belongs into mappings/', 'Move it out of this folder, or remove it.'],
    [
      'mappings/shared.yaml.orig',
      'only *.yaml belongs into mappings/',
      'Move it out of this folder, or remove it.',
    ],
    ['mappings/sub', 'only *.yaml belongs into mappings/', 'Move it out of this folder, or remove it.'],
    [
      'mappings/sub/a.yaml',
      'only *.yaml belongs into mappings/',
      'Move it out of this folder, or remove it.',
    ],
  ])('GIVEN the stray file %s THEN it is an error and is not read', (path, reason, remedy) => {
    expect(faults(path)).toEqual([
      [
        'unreadable-file',
        `"${path}" cannot be read: ${reason}`,
        remedy,
        { file: path, offset: 0, length: 0 },
      ],
    ]);
    expect(sortOut([path]).read).toEqual([]);
  });

  test.each([
    'Dev',
    'foundation',
    'canonical',
    'constructor',
    'foundation-123456789012',
    'a--b',
    'a-',
    '-a',
    '1a',
    'a.b',
    'a'.repeat(33),
    'ä',
  ])('GIVEN the environment name %s THEN it is no name', (name) => {
    expect(faults(`environments/${name}.yaml`).map(([code]) => code)).toEqual(['invalid-name']);
  });

  test('GIVEN a name that could steer a terminal WHEN reported THEN it is escaped in all that is said', () => {
    const [fault] = sortOut(['environments/\u001b[31mred.yml']).faults;
    expect(`${fault?.message} ${fault?.hint}`).not.toContain('\u001b');
    expect(fault?.hint).toContain('\\u{1b}[31mred.yaml');
  });
});
