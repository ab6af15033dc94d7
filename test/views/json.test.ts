import { renderJson } from '../../src/views/json';

describe('renderJson', () => {
  test('GIVEN text that steers a terminal WHEN rendered THEN it is escaped, and parses to the same', () => {
    const value = { name: '\u001b[31m\u009b2J\u202eabc\u2028\u007f\u{e0041}\n', plain: 'ü秘' };
    const text = renderJson(value);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(text).toContain('ü秘');
    expect(JSON.parse(text)).toEqual(value);
  });

  test('GIVEN what a build server takes for a command WHEN rendered THEN it is escaped, and parses to the same', () => {
    const value = ['##[group]a', '##vso[task.setvariable variable=x]y', '# a ## b'];
    const text = renderJson(value);
    expect(text).not.toMatch(/##(?:vso)?\[/);
    expect(text).toContain('# a ## b');
    expect(JSON.parse(text)).toEqual(value);
  });
});
