import { progressOn } from '../../src/cli/progress';

const shownOn = (terminal: { readonly isTTY?: boolean }, total: number): string => {
  let printed = '';
  const progress = progressOn(
    { ...terminal, columns: 80, write: (text: string) => (printed += text) },
    'Decrypting',
  );
  for (let done = 1; done <= total; done += 1) progress(done, total);
  return printed;
};

describe('a progress bar', () => {
  test('GIVEN a terminal THEN it says how far it is, and is gone in the end', () => {
    const printed = shownOn({ isTTY: true }, 50);
    expect(printed).toMatch(/Decrypting -+ 0\/50/);
    expect(printed).not.toMatch(/\n$/);
    expect(printed.split('\u001b[').at(-1)).not.toContain('Decrypting');
  });

  test('GIVEN no terminal, or few things to do THEN nothing is shown', () => {
    expect([shownOn({}, 50), shownOn({ isTTY: false }, 50), shownOn({ isTTY: true }, 5)]).toEqual([
      '',
      '',
      '',
    ]);
  });
});
