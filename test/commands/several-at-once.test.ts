import { severalAtOnce } from '../../src/commands/several-at-once';

const soon = () => new Promise((resolve) => setImmediate(resolve));

test('GIVEN many WHEN done THEN never more than so many at once, and what came of each is in their order', async () => {
  let under = 0;
  let most = 0;
  const all = Array.from({ length: 20 }, (_, index) => index);
  const done = await severalAtOnce(3, all, async (each) => {
    under += 1;
    most = Math.max(most, under);
    await soon();
    under -= 1;
    return each * 2;
  });
  expect(done).toEqual(all.map((each) => each * 2));
  expect(most).toBe(3);
});

test.each([
  [1, [1]],
  [2, [1, 2]],
])(
  'GIVEN a fault WHEN it comes with %d under way THEN it is thrown, and nothing more begins',
  async (most, expected) => {
    const begun: number[] = [];
    const work = async (each: number) => {
      begun.push(each);
      await soon();
      throw new Error(`no ${each}`);
    };
    await expect(severalAtOnce(most, [1, 2, 3, 4, 5], work)).rejects.toThrow('no 1');
    for (let turn = 0; turn < 10; turn += 1) await soon();
    expect(begun).toEqual(expected);
  },
);
