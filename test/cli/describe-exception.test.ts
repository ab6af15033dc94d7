import { statSync } from 'node:fs';
import { describeException } from '../../src/cli/describe-exception';
import { Fault } from '../../src/diagnostics';

function caught(body: () => unknown): unknown {
  try {
    return body();
  } catch (exception) {
    return exception;
  }
}

describe('describeException', () => {
  test('GIVEN a fault WHEN described THEN its sentence, with nothing that steers a terminal', () => {
    expect(describeException(new Fault('AWS refuses \u001b[2J'))).toBe(String.raw`AWS refuses \u{1b}[2J`);
  });

  test('GIVEN a system error WHEN described THEN what it is about, and why', () => {
    expect(describeException(caught(() => statSync('no-such-file')))).toBe(
      '"no-such-file": no such file or directory (ENOENT)',
    );
  });

  test('GIVEN a system error without a path WHEN described THEN its message', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED ::1:1'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    expect(describeException(error)).toBe('connect ECONNREFUSED ::1:1');
  });

  test('GIVEN any other exception WHEN described THEN its message, which may quote input, is left out', () => {
    const sentence = describeException(caught(() => JSON.parse('canary')));
    expect(sentence).toBe(
      'an unexpected SyntaxError, which is a fault of fanout itself; FANOUT_DEBUG=1 shows where',
    );
    expect(describeException('canary')).not.toContain('canary');
  });
});
