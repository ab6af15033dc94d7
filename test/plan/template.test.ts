import fc from 'fast-check';
import { applyFilters, builtins, filters, parseTemplate, templateNames } from '../../src/plan/template';

describe('parseTemplate', () => {
  test('splits text, names with filters and built-in names', () => {
    const { parts, faults } = parseTemplate('postgres://app:{DB_PASSWORD:urlencode}@{DB_HOST}/{environment}');
    expect(faults).toEqual([]);
    expect(parts).toEqual([
      { kind: 'text', text: 'postgres://app:' },
      { kind: 'name', name: 'DB_PASSWORD', filters: ['urlencode'] },
      { kind: 'text', text: '@' },
      { kind: 'name', name: 'DB_HOST', filters: [] },
      { kind: 'text', text: '/' },
      { kind: 'builtin', name: 'environment', filters: [] },
    ]);
    expect(templateNames(parts)).toEqual(['DB_HOST', 'DB_PASSWORD']);
  });

  test.each([
    ['{{"a": {A:json}}}', '{"a": ', '}'],
    ['{{{{{A}}}}}', '{{', '}}'],
  ])('doubled braces are braces: %s', (template, before, after) => {
    const { parts, faults } = parseTemplate(template);
    expect(faults).toEqual([]);
    expect(parts[0]).toEqual({ kind: 'text', text: before });
    expect(parts.at(-1)).toEqual({ kind: 'text', text: after });
  });

  test.each([
    ['a { b', 'a "{" is never closed'],
    ['a } b', 'a "}" stands alone'],
    ['{}', 'what stands in braces is neither a canonical name nor a built-in one'],
    ['{ NAME }', 'what stands in braces is neither a canonical name nor a built-in one'],
    [
      '{regoin}',
      'what stands in braces is neither a canonical name nor a built-in one (did you mean region?)',
    ],
    ['{NAME:}', 'what follows a ":" in braces is not the name of a filter'],
  ])('%s is a fault that does not quote the template', (template, reason) => {
    expect(parseTemplate(template).faults).toEqual([{ kind: 'syntax', reason }]);
  });

  test('an unknown filter is named', () => {
    expect(parseTemplate('{A:urlencode:upper}').faults).toEqual([{ kind: 'filter', filter: 'upper' }]);
  });

  test('any text comes back once its braces are doubled', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { parts, faults } = parseTemplate(text.replace(/[{}]/g, '$&$&'));
        expect(faults).toEqual([]);
        expect(parts.map((part) => (part.kind === 'text' ? part.text : '?')).join('')).toBe(text);
      }),
    );
  });

  test('no text crashes it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', ':', 'A', 'a', ...filters, ...builtins) }),
        (text) => {
          parseTemplate(text);
        },
      ),
    );
  });
});

describe('applyFilters', () => {
  test('urlencode leaves the unreserved characters of RFC 3986 alone, and only those', () => {
    expect(applyFilters("AZaz09-._~ +/!'()*ü", ['urlencode'])).toBe(
      'AZaz09-._~%20%2B%2F%21%27%28%29%2A%C3%BC',
    );
  });

  test('filters chain from left to right', () => {
    expect(applyFilters('a b', ['base64', 'urlencode'])).toBe('YSBi');
    expect(applyFilters('a?>', ['base64', 'urlencode'])).toBe('YT8%2B');
    expect(applyFilters('a"b', ['json', 'base64'])).toBe(Buffer.from('"a\\"b"').toString('base64'));
  });

  test('GIVEN what Terraform escapes in JSON WHEN the json filter is applied THEN it is escaped the same way', () => {
    expect(applyFilters('<a & "b">\u2028\u2029é/\u0008', ['json'])).toBe(
      '"\\u003ca \\u0026 \\"b\\"\\u003e\\u2028\\u2029é/\\b"',
    );
  });
});
