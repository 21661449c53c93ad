import { expect, test } from 'vitest';
import { fitTower } from '../../ui/map/fit.ts';

const bands = [
  { layer: 0, top: 1000, bottom: 400, count: 2 },
  { layer: 1, top: 400, bottom: 0, count: 1 },
];

function places(x: readonly number[], width: number, height: number): number[] {
  const { scaleX, shiftX } = fitTower({ x: Float32Array.from(x), bands }, width, height);
  return x.map((place) => place * scaleX + shiftX);
}

test('the tower reaches from top to bottom of its area, upside up', () => {
  const { scaleY, shiftY } = fitTower({ x: Float32Array.of(200, 1500), bands }, 1400, 700);
  expect(1000 * scaleY + shiftY).toBeCloseTo(0);
  expect(0 * scaleY + shiftY).toBeCloseTo(700);
});

test('a wide tower fills the width and keeps room for the names of its bands and the buttons', () => {
  const [first, last] = places([200, 900, 1500], 1400, 700) as [number, number, number];
  const widest = places([200, 900, 1500], 1400, 700).at(-1)!;
  expect(first).toBeGreaterThan(100);
  expect(last).toBeGreaterThan(first);
  expect(widest).toBeLessThan(1400 - 60);
  expect(widest - first).toBeGreaterThan(0.75 * 1400);
});

test('a panel that opens moves nothing up or down', () => {
  const wide = fitTower({ x: Float32Array.of(200, 1500), bands }, 1400, 700);
  const narrow = fitTower({ x: Float32Array.of(200, 1500), bands }, 1046, 700);
  expect(narrow.scaleY).toBe(wide.scaleY);
  expect(narrow.shiftY).toBe(wide.shiftY);
});

test('one entity stands inside the area, and none gives finite numbers', () => {
  const [only] = places([500], 1000, 600) as [number];
  expect(only).toBeGreaterThan(0);
  expect(only).toBeLessThan(1000);
  expect(
    Object.values(fitTower({ x: new Float32Array(), bands: [] }, 1000, 600)).every(Number.isFinite),
  ).toBe(true);
});
