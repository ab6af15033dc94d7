const { median, medianRatio } = require('../../bench/statistics.cjs') as {
  readonly median: (numbers: readonly number[]) => number;
  readonly medianRatio: (pairs: readonly (readonly [number, number])[]) => number;
};

describe('the statistics of the benchmark', () => {
  test.each([
    [[3], 3],
    [[10, 2, 9], 9],
    [[4, 1, 10, 2], 3],
  ])('GIVEN %j THEN the median is %d', (numbers, expected) => {
    expect(median(numbers)).toBe(expected);
  });

  test('GIVEN pairs of which one met a busy machine WHEN their ratio is asked for THEN that pair does not count', () => {
    expect(
      medianRatio([
        [20, 10],
        [22, 11],
        [90, 10],
      ]),
    ).toBe(2);
  });
});
