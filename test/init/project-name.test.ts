import { projectNameOf } from '../../src/init/project-name';

describe('projectNameOf', () => {
  test.each([
    ['my-app', 'my-app'],
    ['My App', 'my-app'],
    ['Überblick_2', 'uberblick-2'],
    ['2026-shop', 'shop'],
    ['a--b..c', 'a-b-c'],
    ['x'.repeat(40), 'x'.repeat(32)],
    [`${'x'.repeat(31)}-y`, 'x'.repeat(31)],
    ['foundation', undefined],
    ['日本', undefined],
    ['', undefined],
  ])('GIVEN the folder %j THEN the project is %j', (folder, project) => {
    expect(projectNameOf(folder)).toBe(project);
  });
});
