import { finishedFirst } from '../../../src/commands/names/result';

test('GIVEN a finished file whose name steers a terminal WHEN it is told THEN that is escaped', () => {
  expect(finishedFirst({ finished: [] })).toBe('');
  expect(finishedFirst({ finished: ['environments/\u001b[2J.yaml'] })).toBe(
    'A change of environments/\\u{1b}[2J.yaml that had been cut off was finished first. ',
  );
});
