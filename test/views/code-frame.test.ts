import { frameKey } from '../../src/views/code-frame';

const file = 'environments/dev.yaml';

/** The frame of the first place where `key` stands in `text`. */
function frameOf(text: string, key: string, length = key.length) {
  return frameKey({ file, offset: text.indexOf(key), length }, new Map([[file, text]]));
}

describe('frameKey', () => {
  test('GIVEN a key WHEN framed THEN the line ends at its colon', () => {
    expect(frameOf('values:\n  KEY: canary\n', 'KEY')).toEqual({ text: '  KEY:', caret: 2, length: 3 });
  });

  test('GIVEN a key in a list WHEN framed THEN its dash is shown', () => {
    expect(frameOf('a:\n  - - KEY: canary', 'KEY')).toEqual({ text: '  - - KEY:', caret: 6, length: 3 });
  });

  test.each([
    ['in a flow map', 'values: { OTHER: canary, KEY: x }'],
    ['behind another key', 'OTHER: canary KEY: x'],
    ['behind a question mark', '? KEY\n: x'],
    ['behind an anchor', '&canary KEY: x'],
  ])('GIVEN a key %s WHEN framed THEN no text is shown', (_, text) => {
    expect(frameOf(text, 'KEY')).toBeNull();
  });

  test('GIVEN a place without a length WHEN framed THEN no text is shown', () => {
    expect(frameOf('- canary', 'canary', 0)).toBeNull();
  });

  test('GIVEN a key over several lines WHEN framed THEN no text is shown', () => {
    expect(frameOf('"KEY\n  more": canary', '"KEY', 11)).toBeNull();
  });

  test('GIVEN a file whose text is not known WHEN framed THEN no text is shown', () => {
    expect(frameKey({ file, offset: 0, length: 3 }, new Map())).toBeNull();
  });

  test('GIVEN a key with an escape sequence WHEN framed THEN it is shown escaped, the caret as long', () => {
    const shown = String.raw`\u{1b}[31m`;
    expect(frameOf('\u001b[31m: canary', '\u001b[31m')).toEqual({
      text: `${shown}:`,
      caret: 0,
      length: shown.length,
    });
  });

  test('GIVEN a very long key WHEN framed THEN it is cut', () => {
    expect(frameOf(`${'K'.repeat(500)}: canary`, 'K'.repeat(500))?.text).toBe(`${'K'.repeat(63)}…:`);
  });
});
