import { expect, test } from 'vitest';
import { coveredBy, fitTower, framingOf, freeSize, NOT_COVERED } from '../../ui/map/fit.ts';

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

/** Where map points stand on a canvas that shows exactly the framing. */
function onCanvas(
  scene: Parameters<typeof framingOf>[0],
  canvas: { width: number; height: number },
  free: { width: number; height: number },
) {
  const { stretch, x, y } = framingOf(scene, canvas, free);
  // Sigma scales both directions alike
  expect((y[1] - y[0]) / (x[1] - x[0])).toBeCloseTo(canvas.height / canvas.width);
  const scale = canvas.width / (x[1] - x[0]);
  return Array.from(scene.x, (place, v) => ({
    x: (place * stretch.factor + stretch.shift - x[0]) * scale,
    y: (y[1] - scene.y[v]!) * scale,
  }));
}

const CANVAS = { width: 1400, height: 700 };
const SCENES = {
  tower: { x: Float32Array.of(200, 900, 1500), y: Float32Array.of(950, 500, 20), bands },
  force: { x: Float32Array.of(-300, 40, 900), y: Float32Array.of(700, -200, 0), bands: [] },
  'one entity': { x: Float32Array.of(5), y: Float32Array.of(7), bands: [] },
};

for (const [name, scene] of Object.entries(SCENES)) {
  test.each([
    ['nothing', NOT_COVERED],
    ['a panel at the right', { right: 354, bottom: 0 }],
    ['a sheet at the bottom', { right: 0, bottom: 320 }],
  ])(`${name} under %s stands in what is free`, (_, covered) => {
    const free = freeSize(CANVAS, covered);
    for (const { x, y } of onCanvas(scene, CANVAS, free)) {
      expect(x).toBeGreaterThan(0);
      expect(y).toBeGreaterThan(0);
      expect(x).toBeLessThan(free.width);
      expect(y).toBeLessThan(free.height);
    }
  });
}

const rect = (left: number, top: number, width: number, height: number) =>
  ({ left, top, width, height, right: left + width, bottom: top + height }) as DOMRectReadOnly;

test('a panel beside the map covers a strip at its right, a sheet one at its bottom', () => {
  const map = rect(0, 100, 1000, 600);
  expect(coveredBy(map, rect(650, 100, 350, 640))).toEqual({ right: 350, bottom: 0 });
  expect(coveredBy(map, rect(0, 420, 1000, 280))).toEqual({ right: 0, bottom: 280 });
  expect(coveredBy(map, rect(0, 700, 1000, 280))).toEqual(NOT_COVERED);
});

test('a sheet pulled up over the whole map leaves the picture as it is', () => {
  expect(freeSize(CANVAS, { right: 0, bottom: 700 })).toEqual(CANVAS);
});
