import { expect, test } from 'vitest';
import { markAt } from '../../ui/map/hit.ts';
import type { Transform } from '../../ui/map/labels.ts';

/** Two marks 20 pixels apart, the right one large, with y upside down as on the map. */
const scene = {
  x: Float32Array.of(100, 110),
  y: Float32Array.of(50, 50),
  visible: Uint8Array.of(1, 1),
  radius: Float32Array.of(5, 13),
};
const transform: Transform = { scaleX: 2, shiftX: 0, scaleY: -2, shiftY: 300 };

function at(x: number, y: number, visible = scene.visible): number | null {
  return markAt({ scene: { ...scene, visible }, transform, scale: 1, x, y });
}

test('a point hits the mark that it lies on, and a finger just beside it too', () => {
  expect(at(200, 200)).toBe(0);
  expect(at(191, 200)).toBe(0);
  expect(at(220, 216)).toBe(1);
  expect(at(180, 200)).toBeNull();
  expect(at(220, 230)).toBeNull();
});

test('where two marks overlap, the nearer middle wins', () => {
  expect(at(206, 200)).toBe(0);
  expect(at(212, 200)).toBe(1);
});

test('a hidden mark is not hit', () => {
  expect(at(200, 200, Uint8Array.of(0, 1))).toBeNull();
});

test('marks that are drawn smaller are hit less far out', () => {
  expect(markAt({ scene, transform, scale: 0.25, x: 220, y: 210 })).toBeNull();
});
