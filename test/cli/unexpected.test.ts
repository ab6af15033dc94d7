import { runCli } from '../support/cli';

jest.mock('../../src/commands/check', () => ({
  check: () => {
    throw new TypeError('canary\n    at canary', { cause: new Error('canary') });
  },
}));

describe('an exception that nobody expected', () => {
  test('GIVEN it WHEN run THEN 2, one sentence and no stack trace', async () => {
    const { code, stdout, stderr } = await runCli(['check']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'fanout: an unexpected TypeError, which is a fault of fanout itself; FANOUT_DEBUG=1 shows where\n',
    );
  });

  test('GIVEN FANOUT_DEBUG=1 WHEN run THEN where it came from as well, and still not its message', async () => {
    const { code, stderr } = await runCli(['check'], { env: { FANOUT_DEBUG: '1' } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/\n {4}at .*unexpected\.test/);
    expect(stderr).not.toContain('canary');
  });
});
