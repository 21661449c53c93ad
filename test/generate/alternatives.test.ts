/** Drawing several different suppliers, against counting every possible draw. */
import { describe, expect, test } from 'vitest';
import { drawingWeights, wantedByRow } from '../../engine/generate/alternatives.ts';

/** How often each is among those drawn, by adding up all sequences without repetition. */
function inclusionsByEnumeration(weights: ArrayLike<number>, count: number): number[] {
  const often = Array.from(weights, () => 0);
  const visit = (taken: readonly number[], probability: number): void => {
    if (taken.length === count) {
      for (const i of taken) often[i]! += probability;
      return;
    }
    const left = Array.from(weights).reduce((sum, w, i) => (taken.includes(i) ? sum : sum + w), 0);
    Array.from(weights).forEach((w, i) => {
      if (!taken.includes(i) && w > 0) visit([...taken, i], (probability * w) / left);
    });
  };
  visit([], 1);
  return often;
}

describe('weights for drawing several suppliers', () => {
  test.each([2, 3])('put each among %i drawn as often as is wanted', (count) => {
    const wanted = [0.5, 0.45, 0.4, 0.35, 0.2, 0.1];
    const sum = wanted.reduce((a, b) => a + b, 0);
    const often = inclusionsByEnumeration(drawingWeights(wanted, [{ count, share: 1 }]), count);
    wanted.forEach((each, i) => {
      expect(often[i]).toBeCloseTo((count * each) / sum, 3);
    });
  });

  test('do so for a mixture of numbers', () => {
    const wanted = [0.8, 0.6, 0.4, 0.2, 0.1];
    const counts = [
      { count: 2, share: 0.75 },
      { count: 3, share: 0.25 },
    ];
    const weights = drawingWeights(wanted, counts);
    const two = inclusionsByEnumeration(weights, 2);
    const three = inclusionsByEnumeration(weights, 3);
    const sum = wanted.reduce((a, b) => a + b, 0);
    wanted.forEach((each, i) => {
      expect(0.75 * two[i]! + 0.25 * three[i]!).toBeCloseTo((2.25 * each) / sum, 3);
    });
  });

  test('differ by row and have what is wanted of all rows together', () => {
    const rows = [
      { part: 0.25, known: new Map([[0, 0.9]]) },
      { part: 0.75, known: undefined },
    ];
    const wanted = [0.6, 0.8, 0.6];
    const [first, rest] = wantedByRow(rows, wanted, 2);
    expect(first![0]).toBeCloseTo(0.9, 12);
    expect(first!.reduce((a, b) => a + b, 0)).toBeCloseTo(2, 12);
    const restSum = rest!.reduce((a, b) => a + b, 0);
    wanted.forEach((each, i) => {
      expect(0.25 * first![i]! + (0.75 * 2 * rest![i]!) / restSum).toBeCloseTo(each, 12);
    });
  });
});
