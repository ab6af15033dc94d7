import { exitCodeOf } from '../../src/cli/exit-code';

describe('exitCodeOf', () => {
  test('GIVEN how a command ended WHEN it exits THEN the documented code', () => {
    expect([
      exitCodeOf('fine'),
      exitCodeOf('not-in-order'),
      exitCodeOf('declined'),
      exitCodeOf('failed'),
      exitCodeOf('changes'),
      exitCodeOf('broken-off'),
    ]).toEqual([0, 1, 2, 2, 3, 130]);
  });
});
