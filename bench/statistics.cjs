/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of the ratios of pairs, each measured one right after the other: a busy machine slows both. */
function medianRatio(pairs) {
  return median(pairs.map(([one, other]) => one / other));
}

module.exports = { median, medianRatio };
