/**
 * A measure as tones of ink: the larger the value, the darker the mark. The tones are classes by rank, for
 * most measures give a few entities nearly everything. Pure.
 */

/** Part of the entities with a value above 0 that lies below each class but the first. */
const RANKS = [0.5, 0.8, 0.95, 0.99] as const;

export interface Shades {
  /** 0 for entities without a value, else 1 and up, by entity. */
  readonly shade: Uint8Array;
  /** The classes that occur, the lightest first: the tone, the least value in it, and how many have it. */
  readonly classes: readonly { readonly tone: number; readonly least: number; readonly count: number }[];
  readonly largest: number;
}

const known = new WeakMap<Float64Array, Shades>();

/** The shade of every entity. O(n log n), once per column. */
export function shadesOf(values: Float64Array): Shades {
  let shades = known.get(values);
  if (!shades) {
    shades = computed(values);
    known.set(values, shades);
  }
  return shades;
}

function computed(values: Float64Array): Shades {
  const sorted = values.filter((value) => value > 0).sort();
  const bounds = RANKS.map((part) => sorted[Math.ceil(part * sorted.length)] ?? Infinity);
  const least = new Float64Array(RANKS.length + 2).fill(Infinity);
  const count = new Uint32Array(RANKS.length + 2);
  const shade = new Uint8Array(values.length);
  for (let v = 0; v < values.length; v++) {
    const value = values[v]!;
    let tone = value > 0 ? 1 : 0;
    if (tone > 0) for (const bound of bounds) if (value >= bound) tone++;
    shade[v] = tone;
    count[tone]!++;
    least[tone] = Math.min(least[tone]!, value);
  }
  const classes = Array.from(count, (n, tone) => ({ tone, least: least[tone]!, count: n }));
  return { shade, classes: classes.filter((each) => each.count > 0), largest: sorted.at(-1) ?? 0 };
}
