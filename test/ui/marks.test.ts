import { describe, expect, test } from 'vitest';
import { step } from '../../ui/map/keyboard.ts';
import { placeLabels, shortName } from '../../ui/map/labels.ts';
import { drawnPairs, linksOf } from '../../ui/map/links.ts';
import { sceneOf } from '../../ui/map/scene.ts';
import { strongLinks } from '../../ui/map/strong-links.ts';
import {
  DEGRADED,
  DOWN,
  FAILED,
  hueOfLayer,
  paintOf,
  quietness,
  radiusColumn,
  SHAPES,
  STATES,
  shapeOfLayer,
  shapePath,
  stateColumn,
  stateOfLevel,
  UP,
} from '../../ui/parts/marks.ts';
import type { CascadeResult, SystemView } from '../../ui/store/types.ts';

const LAYERS = ['organisations', 'applications', 'providers', 'foundations', 'causes'];

/** Two shops (0, 1) need a cloud (2), the first twice; the cloud needs a name service (3). */
const view = {
  entityCount: 4,
  dependencyCount: 4,
  layers: LAYERS,
  layer: Uint8Array.from([0, 0, 2, 3]),
  name: ['Shop A', 'Shop B', 'Cloud', 'Names'],
  weights: [{ values: Float64Array.from([100, 25, 0, 0]) }],
  dependent: Int32Array.from([0, 0, 1, 2]),
  supplier: Int32Array.from([2, 2, 2, 3]),
} as unknown as SystemView;

const cascade = {
  failed: [3],
  level: Float64Array.from([0.5, 1 - 1e-12, 0, 0]),
  fallen: Int32Array.from([2, 0]),
} as unknown as CascadeResult;

const links = linksOf(view);
const place = {
  x: Float32Array.from([100, 300, 200, 200]),
  y: Float32Array.from([900, 900, 500, 100]),
  bands: [],
};
const everyone = new Uint8Array(4).fill(1);

const PLAIN = {
  view,
  links,
  place,
  visible: everyone,
  weight: 0,
  sizes: null,
  tones: null,
  state: stateColumn(cascade, 4),
  chain: [],
};

function scene(selected: number | null, visible = everyone) {
  return sceneOf({ ...PLAIN, visible, selected });
}

describe('marks', () => {
  test('layers are told apart by shape as well as by hue', () => {
    const layers = ['applications', 'providers', 'foundations', 'causes'];
    expect(new Set(layers.map(hueOfLayer)).size).toBe(4);
    expect(layers.map(shapeOfLayer)).toEqual([...SHAPES]);
    expect(shapeOfLayer('organisations')).toBe(shapeOfLayer('applications'));
  });

  test.each([
    [1, 'up'],
    [1 - 1e-12, 'up'],
    [0.999, 'degraded'],
    [0.001, 'degraded'],
    [1e-12, 'down'],
    [0, 'down'],
  ])('a level of %f is %s', (level, state) => {
    expect(stateOfLevel(level)).toBe(state);
  });

  test('what was made to fail differs from what fell', () => {
    expect([...stateColumn(cascade, 4)]).toEqual([DEGRADED, UP, DOWN, FAILED]);
    expect([...stateColumn(null, 4)]).toEqual([UP, UP, UP, UP]);
  });

  test('only a working mark shows the hue of its layer', () => {
    for (const state of STATES) {
      const { fill, stroke } = paintOf('cause', state);
      expect([fill, stroke].some((token) => token.startsWith('cause'))).toBe(state === 'up');
      expect(fill).not.toBe(stroke);
    }
  });

  test('area grows with the weight, and with dependents where there is no weight', () => {
    const radius = radiusColumn(view, 0);
    expect(radius[0]).toBe(13);
    expect(radius[1]).toBe(9);
    expect(radius[2]).toBe(13);
    expect(radius[3]).toBeGreaterThan(5);
    expect(radiusColumn({ ...view, weights: [] }, 0)[0]).toBe(5);
  });

  test('a measure takes the place of the weight for the area', () => {
    const radius = radiusColumn(view, 0, Float64Array.of(0, 1, 0.25, 0));
    expect([...radius]).toEqual([5, 13, 9, 5]);
    expect([...radiusColumn(view, 0, new Float64Array(4))]).toEqual([5, 5, 5, 5]);
  });

  test('a tone takes the place of the hue, and of no state', () => {
    const tones = [0, 1, 2, 3, 4, 5].map((tone) => paintOf('provider', 'up', tone));
    expect(new Set(tones.map(({ fill }) => fill)).size).toBe(6);
    for (const { fill, stroke } of tones) expect(`${fill} ${stroke}`).not.toContain('provider');
    for (const state of STATES.filter((each) => each !== 'up'))
      expect(paintOf('provider', state, 3)).toEqual(paintOf('provider', state));
  });

  test.each(SHAPES)('the outline of a %s is a closed path of numbers', (shape) => {
    expect(shapePath(shape, 7.3)).toMatch(/^M[-\d. a-zA-Z]+Z$/);
    expect(shapePath(shape, 7.3)).not.toContain('NaN');
  });

  test('many lines are fainter than few, and never invisible', () => {
    expect(quietness(0)).toBe(1);
    expect(quietness(1200)).toBeCloseTo(0.5);
    expect(quietness(1e6)).toBe(0.12);
  });
});

describe('links', () => {
  test('several roles of a pair are one line', () => {
    expect(links.count).toBe(3);
    expect([...links.suppliersOf(0)]).toEqual([2]);
    expect([...links.dependentsOf(2)]).toEqual([0, 1]);
  });

  test('hidden entities hide their lines, and thinning tells the total', () => {
    expect(drawnPairs(links, Uint8Array.from([0, 1, 1, 1]), 10)).toEqual({
      pairs: Int32Array.from([1, 2]),
      total: 2,
    });
    const thinned = drawnPairs(links, everyone, 2);
    expect(thinned.total).toBe(3);
    expect(thinned.pairs.length).toBe(2);
  });
});

describe('links that stand out on a thinned map', () => {
  test('are those of the selected entity', () => {
    expect(strongLinks(scene(2))).toEqual({
      lines: [
        [3, 2],
        [2, 0],
        [2, 1],
      ],
      total: 3,
    });
  });

  test('are those along which something falls while nothing is selected', () => {
    expect(strongLinks(scene(null))).toEqual({
      lines: [
        [2, 0],
        [3, 2],
      ],
      total: 2,
    });
  });

  test('do not lead to what is hidden', () => {
    expect(strongLinks(scene(2, Uint8Array.from([0, 1, 1, 1]))).total).toBe(2);
  });

  test('are counted even when there are too many to draw', () => {
    const many = 4000;
    const hub = linksOf({
      entityCount: many + 1,
      dependencyCount: many,
      dependent: Int32Array.from({ length: many }, (_, i) => i + 1),
      supplier: new Int32Array(many),
    } as unknown as SystemView);
    const visible = new Uint8Array(many + 1).fill(1);
    const { lines, total } = strongLinks({ ...scene(null), links: hub, selected: 0, visible });
    expect(total).toBe(many);
    expect(lines.length).toBeLessThan(many);
  });
});

describe('the scene', () => {
  test('keeps the neighbours of the selection opaque', () => {
    expect(scene(null).near).toBeNull();
    expect([...scene(0).near!]).toEqual([1, 0, 1, 0]);
  });

  test('puts the selected first, then the affected, and leaves out the hidden', () => {
    expect(scene(1).order[0]).toBe(1);
    expect([...scene(null, Uint8Array.from([1, 1, 0, 1])).order].at(-1)).toBe(1);
    expect([...scene(null, Uint8Array.from([1, 1, 0, 1])).order]).not.toContain(2);
  });

  test('stays where it is when a measure colours and sizes it', () => {
    const measured = sceneOf({
      ...PLAIN,
      selected: null,
      sizes: Float64Array.of(1, 2, 3, 4),
      tones: Uint8Array.of(1, 2, 3, 4),
    });
    const plain = scene(null);
    expect(measured.x).toBe(plain.x);
    expect(measured.y).toBe(plain.y);
    expect(measured.radius).not.toEqual(plain.radius);
  });

  test('draws the chain from each supplier to what it brings down', () => {
    const chain = [
      { entity: 3, level: 0, suppliers: [], sentence: '' },
      { entity: 2, level: 0, suppliers: [3], sentence: '' },
      { entity: 0, level: 0.5, suppliers: [2], sentence: '' },
    ];
    const { chainLinks, step: steps } = sceneOf({
      ...PLAIN,
      selected: 0,
      chain,
    });
    expect(chainLinks).toEqual([
      { supplier: 3, dependent: 2 },
      { supplier: 2, dependent: 0 },
    ]);
    expect([...steps]).toEqual([
      [3, 1],
      [2, 2],
      [0, 3],
    ]);
  });
});

describe('the arrow keys', () => {
  test('walk down to suppliers, up to dependents and along the layer', () => {
    expect(step(scene(0), 'supplier')).toBe(2);
    expect(step(scene(2), 'supplier')).toBe(3);
    expect(step(scene(3), 'supplier')).toBeNull();
    expect(step(scene(2), 'dependent')).toBe(0);
    expect(step(scene(0), 'right')).toBe(1);
    expect(step(scene(1), 'right')).toBeNull();
    expect(step(scene(1), 'left')).toBe(0);
  });

  test('start at the most important entity and never reach a hidden one', () => {
    expect(step(scene(null), 'supplier')).toBe(scene(null).order[0]);
    expect(step(scene(2, Uint8Array.from([0, 1, 1, 1])), 'dependent')).toBe(1);
  });
});

describe('labels', () => {
  const count = 400;
  const task = {
    order: Int32Array.from({ length: count }, (_, v) => v),
    x: Float32Array.from({ length: count }, (_, v) => (v * 7919) % 1000),
    y: Float32Array.from({ length: count }, (_, v) => (v * 104729) % 800),
    transform: { scaleX: 1, shiftX: 0, scaleY: -1, shiftY: 800 },
    width: 1000,
    height: 800,
    radiusOf: () => 5,
    widthOf: (v: number) => 30 + (v % 60),
    taken: [[0, 0, 120, 40]] as const,
    forced: () => false,
    most: 300,
  };

  test('never overlap each other or leave the map, and the most important one is there', () => {
    const placed = placeLabels(task);
    expect(placed.length).toBeGreaterThan(60);
    const boxes = placed.map(
      ({ entity, left, top }) => [left, top, left + task.widthOf(entity), top + 13] as const,
    );
    for (const [i, a] of boxes.entries()) {
      expect(a[0]).toBeGreaterThanOrEqual(0);
      expect(a[2]).toBeLessThanOrEqual(1000);
      // The grid of what is taken rounds to 4 by 2 pixels, and each box has 2 pixels of air.
      for (const b of boxes.slice(0, i)) {
        expect(a[0] < b[2] - 1 && b[0] < a[2] - 1 && a[1] < b[3] - 2 && b[1] < a[3] - 2).toBe(false);
      }
    }
  });

  test('a forced label is there even among marks', () => {
    const crowd = { ...task, x: new Float32Array(count).fill(500), y: task.y, most: 1000 };
    const wanted = 37;
    const placed = placeLabels({
      ...crowd,
      order: Int32Array.from([wanted, ...task.order]),
      forced: (v) => v === wanted,
    });
    expect(placed.some(({ entity }) => entity === wanted)).toBe(true);
  });

  test('long names are cut', () => {
    expect(shortName('Short')).toBe('Short');
    expect(shortName('A name that goes on and on and on')).toBe('A name that goes on and on…');
  });
});
