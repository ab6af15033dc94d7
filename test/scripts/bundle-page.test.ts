import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The tests run on what is built: npm test builds first. */
const page = readFileSync(join(__dirname, '../../dist/page/report.html'), 'utf8');
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
const between = (start: string, end: string): string => {
  const [, rest = ''] = page.split(start);
  return rest.slice(0, rest.indexOf(end));
};
const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the packed page', () => {
  test('GIVEN its policy THEN its one script and its one style may run, and nothing else', () => {
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${digest(between('<script>', '</script>'))}`,
      `style-src ${digest(between('<style>', '</style>'))}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect(page.match(/<(?:script|style)\b/g)).toHaveLength(3);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
  });

  test('GIVEN what it asks for THEN that is nothing: no address to load from, no handler in the markup', () => {
    const loads =
      /<(?:link|img|iframe|object|embed|base)\b[^>]*>|\s(?:src|on\w+)=|\b(?:eval|fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource)\b/gi;
    expect(page.match(loads) ?? []).toEqual([]);
  });

  test.each(['d3-selection', 'd3-sankey', 'd3-shape', 'd3-array', 'd3-path'])(
    'GIVEN %s, which is packed in THEN its licence stands there as it asks for',
    (name) => {
      const folder = join(__dirname, '../../node_modules', name);
      const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        version: string;
      };
      const licence = readFileSync(join(folder, 'LICENSE'), 'utf8').trim();
      expect(page.includes(`/*! ${name} ${version}\n\n${licence}\n*/`)).toBe(true);
    },
  );

  test('GIVEN its size THEN it is no burden beside its data', () => {
    expect(page.length).toBeLessThan(100_000);
  });
});
