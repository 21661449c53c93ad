import { describe, expect, test } from 'vitest';
import { towerLayout } from '../../engine/layout/tower.ts';
import { KINDS, LAYERS, layerOfKind } from '../../engine/model/kinds.ts';
import type { System } from '../../engine/model/system.ts';

interface Sketch {
  readonly kind: readonly number[];
  readonly edges: readonly (readonly [dependent: number, supplier: number])[];
  readonly id?: (v: number) => string;
}

/** The layout reads entities and dependencies only; the rest of a system does not matter to it. */
function systemOf({ kind, edges, id = (v) => `e${v}` }: Sketch): System {
  return {
    entities: {
      count: kind.length,
      id: kind.map((_, v) => id(v)),
      kind: Uint8Array.from(kind),
      operator: new Int32Array(kind.length).fill(-1),
    },
    dependencies: {
      count: edges.length,
      dependent: Int32Array.from(edges, (e) => e[0]),
      supplier: Int32Array.from(edges, (e) => e[1]),
    },
  } as unknown as System;
}

function randomFrom(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Entities of all kinds, each needing a few below it; `local` makes suppliers stand near a hidden place. */
function sketch(entityCount: number, dependencyCount: number, seed: number): Sketch {
  const random = randomFrom(seed);
  const kind = Array.from({ length: entityCount }, () => Math.floor(random() ** 1.5 * KINDS.length));
  const hidden = Array.from({ length: entityCount }, () => random());
  const edges: [number, number][] = [];
  for (let tries = 0; edges.length < dependencyCount && tries < 400 * dependencyCount; tries++) {
    const v = Math.floor(random() * entityCount);
    const w = Math.floor(random() * entityCount);
    if (kind[v]! < kind[w]! && Math.abs(hidden[v]! - hidden[w]!) < 0.1) edges.push([v, w]);
  }
  return { kind, edges };
}

const cases: [string, Sketch, number][] = [
  ['one entity', { kind: [3], edges: [] }, 1.4],
  ['two in a row', { kind: [0, 0], edges: [] }, 1.4],
  ['one of each kind', { kind: KINDS.map((_, k) => k), edges: [] }, 0.6],
  ['320 entities, wide', sketch(320, 700, 1), 1.5],
  ['320 entities, phone', sketch(320, 700, 2), 0.55],
  ['a very wide strip', sketch(200, 300, 3), 12],
  ['a very thin strip', sketch(200, 300, 4), 0.05],
  [
    'one band far larger than the others',
    { kind: [...Array(5000).fill(0), ...Array(70).fill(5), 13], edges: [] },
    1.4,
  ],
  ['3,000 entities', sketch(3000, 6000, 5), 1.3],
];

describe('the tower', () => {
  test('of an empty system is empty', () => {
    expect(towerLayout(systemOf({ kind: [], edges: [] }), 1.5)).toEqual({
      x: new Float32Array(),
      y: new Float32Array(),
      bands: [],
    });
  });

  test('refuses an aspect that is no shape', () => {
    for (const aspect of [0, -1, NaN, Infinity]) {
      expect(() => towerLayout(systemOf({ kind: [0], edges: [] }), aspect)).toThrow(RangeError);
    }
  });

  test.each(cases)('%s: bands are ordered, touch and fill the height', (_, given, aspect) => {
    const { bands } = towerLayout(systemOf(given), aspect);
    expect(bands[0]!.top).toBe(1000);
    expect(bands.at(-1)!.bottom).toBe(0);
    for (const [i, band] of bands.entries()) {
      expect(band.count).toBe(given.kind.filter((k) => layerOfKind(k) === band.layer).length);
      expect(band.top).toBeGreaterThan(band.bottom);
      if (i > 0) expect(band.top).toBe(bands[i - 1]!.bottom);
      if (i > 0) expect(band.layer).toBeGreaterThan(bands[i - 1]!.layer);
    }
    const layers = new Set(given.kind.map((k) => layerOfKind(k)));
    expect(bands.length).toBe(layers.size);
    expect(bands.length).toBeLessThanOrEqual(LAYERS.length);
  });

  test.each(cases)('%s: everyone stands inside their band and inside the picture', (_, given, aspect) => {
    const { x, y, bands } = towerLayout(systemOf(given), aspect);
    for (const [v, k] of given.kind.entries()) {
      const band = bands.find((b) => b.layer === layerOfKind(k))!;
      expect(y[v]).toBeGreaterThan(band.bottom);
      expect(y[v]).toBeLessThan(band.top);
      expect(x[v]).toBeGreaterThan(0);
      expect(x[v]).toBeLessThan(1000 * aspect);
    }
  });

  test.each(cases)('%s: nobody stands too close to a neighbour in the row', (_, given, aspect) => {
    const { x, y } = towerLayout(systemOf(given), aspect);
    const rows = new Map<number, number[]>();
    for (const [v, height] of y.entries()) rows.set(height, [...(rows.get(height) ?? []), x[v]!]);
    const widest = Math.max(...Array.from(rows.values(), (row) => row.length));
    for (const row of rows.values()) {
      row.sort((a, b) => a - b);
      for (let i = 1; i < row.length; i++) {
        expect(row[i]! - row[i - 1]!).toBeGreaterThan((0.75 * 1000 * aspect) / (widest + 1));
      }
    }
  });

  test('a band with more entities is higher', () => {
    const { bands } = towerLayout(
      systemOf({ kind: [...Array(300).fill(0), ...Array(20).fill(12)], edges: [] }),
      1.5,
    );
    expect(bands[0]!.top - bands[0]!.bottom).toBeGreaterThan(3 * (bands[1]!.top - bands[1]!.bottom));
  });

  test('a band with few entities beside one with very many can still be seen', () => {
    const kind = [...Array(50_000).fill(0), ...Array(500).fill(12), 18];
    const { bands } = towerLayout(systemOf({ kind, edges: [] }), 1.5);
    for (const { top, bottom } of bands) expect(top - bottom).toBeGreaterThan(40);
  });

  test('is the same every time', () => {
    const given = systemOf(sketch(500, 900, 7));
    expect(towerLayout(given, 1.5)).toEqual(towerLayout(given, 1.5));
  });

  test('does not depend on how ids are spelt, as long as families stay the same', () => {
    const given = sketch(300, 500, 8);
    const plain = towerLayout(systemOf({ ...given, id: (v) => `f${v % 90}/${v}` }), 1.5);
    const other = towerLayout(systemOf({ ...given, id: (v) => `z${200 - (v % 90)}/part ${9999 - v}` }), 1.5);
    expect(other).toEqual(plain);
  });

  test.each([11, 12, 13])('makes dependencies much shorter than the order of the files (seed %i)', (seed) => {
    const given = sketch(600, 1200, seed);
    const { x } = towerLayout(systemOf(given), 1.5);
    const unlinked = towerLayout(systemOf({ ...given, edges: [] }), 1.5);
    const lengthIn = (at: Float32Array) =>
      given.edges.reduce((sum, [v, w]) => sum + Math.abs(at[v]! - at[w]!), 0);
    expect(lengthIn(x)).toBeLessThan(0.6 * lengthIn(unlinked.x));
  });

  test('keeps the parts of one provider near each other', () => {
    const kind = [...Array(40).fill(0), ...Array(40).fill(4)];
    // The same dependents for all: only the family can decide.
    const edges = kind.flatMap((k, v) => (k === 4 ? [[v % 40, v] as const] : []));
    const given = systemOf({ kind, edges, id: (v) => (v < 40 ? `o${v}` : `p${v % 4}/${v}`) });
    const { x } = towerLayout(given, 1.5);
    const spread = (members: number[]) =>
      Math.max(...members.map((v) => x[v]!)) - Math.min(...members.map((v) => x[v]!));
    const all = Array.from({ length: 40 }, (_, i) => 40 + i);
    for (let p = 0; p < 4; p++)
      expect(spread(all.filter((v) => v % 4 === p))).toBeLessThan(0.8 * spread(all));
  });

  test('places a lone cause under what it breaks', () => {
    const kind = [...Array(12).fill(12), 18];
    const { x } = towerLayout(systemOf({ kind, edges: [[9, 12]] }), 1.5);
    expect(Math.abs(x[12]! - x[9]!)).toBeLessThan(200);
  });

  test('places 100,000 entities with 200,000 dependencies in reasonable time', { timeout: 20_000 }, () => {
    const random = randomFrom(9);
    const kind = Array.from({ length: 100_000 }, (_, v) =>
      v < 99_000 ? 0 : Math.floor(random() * KINDS.length),
    );
    const edges = Array.from(
      { length: 200_000 },
      (_, e) => [e % 99_000, 99_000 + Math.floor(random() ** 2 * 1000)] as const,
    );
    const system = systemOf({ kind, edges, id: (v) => `site/${v}` });
    const from = performance.now();
    const { x, y } = towerLayout(system, 1.4);
    // The aim is one second; the limit leaves room for a busy machine.
    expect(performance.now() - from).toBeLessThan(4000);
    expect(x.every(Number.isFinite) && y.every(Number.isFinite)).toBe(true);
  });
});
