import { checkDebugLog } from '../../src/diagnostics';

const refused = (env: Record<string, string | undefined>): unknown[] =>
  checkDebugLog(env).map(({ args }) => args.variable);

test.each(['', 'INFO', 'info', 'Warn', 'ERROR', 'off', undefined])(
  'GIVEN TF_LOG=%s THEN it is fine',
  (level) => {
    expect(refused({ TF_LOG: level, TF_LOG_PROVIDER_AWS: level })).toEqual([]);
  },
);

test.each(['DEBUG', 'TRACE', 'json', '1', 'true', ' INFO', 'WARNING'])(
  'GIVEN TF_LOG=%s THEN it is refused',
  (level) => {
    expect(refused({ TF_LOG: level })).toEqual(['TF_LOG']);
  },
);

test('GIVEN every variable that asks for a debug log THEN each is named, and no other, without its value', () => {
  const names = [
    'TF_LOG',
    'TF_LOG_CORE',
    'TF_LOG_PROVIDER',
    'TF_LOG_PROVIDER_AWS',
    'TF_LOG_SDK',
    'TF_LOG_SDK_PROTO',
  ];
  const harmless = ['TF_LOG_PATH', 'TF_LOGS', 'MY_TF_LOG', 'TF_VAR_values'];
  const env = Object.fromEntries([...names, ...harmless].map((name) => [name, 'canary-0d']));
  expect(refused(env)).toEqual(names);
  expect(JSON.stringify(checkDebugLog(env))).not.toContain('canary-0d');
});
