/** A large system in groups: everybody in one mark, nothing lost between them, and open groups let their heaviest stand. */
import { describe, expect, test } from 'vitest';
import { groupKey, groupsOf, MOST_SINGLE } from '../../engine/layout/groups.ts';
import { mapLayout } from '../../engine/layout/map-layout.ts';
import { drain, systemFrom } from '../formats/reading.ts';

const SITES = 6_000;
const SUPPLIERS = 40;

/** Sites on name services, the first the most used; every tenth site on none. */
function market() {
  const entities: string[] = [];
  const dependencies: string[] = [];
  for (let d = 0; d < SUPPLIERS; d++) entities.push(`dns-${d},dns,0`);
  for (let s = 0; s < SITES; s++) {
    entities.push(`site-${s},organisation,${SITES - s}`);
    if (s % 10 !== 0) dependencies.push(`site-${s},dns-${Math.floor(((s * s) / SITES / SITES) * SUPPLIERS)}`);
  }
  return systemFrom({
    entities: ['id,kind,weight', ...entities].join('\n'),
    dependencies: ['dependent,supplier', ...dependencies].join('\n'),
  });
}

const system = market();
const { dependent, supplier } = system.dependencies;

describe('groups', () => {
  const groups = drain(groupsOf(system, [])).result;

  test('have every entity in one mark, of its own kind', () => {
    const counted = new Int32Array(groups.members.length);
    for (const [v, mark] of groups.markOf.entries()) {
      counted[mark]!++;
      expect(groups.kind[mark]).toBe(system.entities.kind[v]);
    }
    expect(counted).toEqual(groups.members);
    for (const [mark, v] of groups.entityOf.entries()) if (v >= 0) expect(groups.markOf[v]).toBe(mark);
  });

  test('have as many dependencies between them as the system has', () => {
    const between = new Map<string, number>();
    for (let e = 0; e < dependent.length; e++) {
      const pair = `${groups.markOf[dependent[e]!]} ${groups.markOf[supplier[e]!]}`;
      between.set(pair, (between.get(pair) ?? 0) + 1);
    }
    const found = new Map(
      Array.from(groups.uses, (n, p) => [`${groups.dependent[p]} ${groups.supplier[p]}`, n] as const),
    );
    expect(found).toEqual(between);
  });

  test('keep the most used suppliers alone, and tell the demand side apart by what it stands on', () => {
    const uses = new Int32Array(system.entities.count);
    for (const w of supplier) uses[w]!++;
    const byUse = Array.from({ length: SUPPLIERS }, (_, d) => d).sort((a, b) => uses[b]! - uses[a]! || a - b);
    const alone = Array.from(groups.entityOf).filter((v) => v >= 0);
    expect(new Set(alone)).toEqual(new Set(byUse.slice(0, alone.length)));
    for (const [v, mark] of groups.markOf.entries()) {
      const on = groups.on[mark]!;
      if (on < 0) continue;
      expect(dependent.some((from, e) => from === v && supplier[e] === on)).toBe(true);
    }
  });

  test('tell systems of one kind apart by the busiest of it', () => {
    const rows = Array.from({ length: SITES }, (_, s) => `e${s},e${s % 3}`);
    const of = systemFrom({
      entities: ['id,kind', ...Array.from({ length: SITES }, (_, s) => `e${s},application`)].join('\n'),
      dependencies: ['dependent,supplier', ...rows.slice(3)].join('\n'),
    });
    const { entityOf, members } = drain(groupsOf(of, [])).result;
    expect(Array.from(entityOf).filter((v) => v >= 0)).toEqual([0, 1, 2]);
    expect(Array.from(members).sort((a, b) => a - b)).toEqual([1, 1, 1, 1_999, 1_999, 1_999]);
  });

  test('that are open let their heaviest members stand alone', () => {
    const mark = groups.entityOf.findIndex((v, m) => v < 0 && groups.on[m]! >= 0);
    const key = groupKey(groups.kind[mark]!, system.entities.id[groups.on[mark]!]!);
    const members = Array.from(groups.markOf.keys()).filter((v) => groups.markOf[v] === mark);
    const opened = drain(groupsOf(system, [key])).result;
    const weight = system.weights[0]!.values;
    const alone = members.filter((v) => opened.members[opened.markOf[v]!] === 1);
    const together = members.filter((v) => !alone.includes(v));
    expect(alone.length).toBeGreaterThan(0);
    expect(together.length).toBeGreaterThan(0);
    expect(Math.min(...alone.map((v) => weight[v]!))).toBeGreaterThan(
      Math.max(...together.map((v) => weight[v]!)),
    );
    // nobody else moves
    for (const v of groups.markOf.keys())
      if (groups.markOf[v] !== mark)
        expect(opened.members[opened.markOf[v]!]).toBe(groups.members[groups.markOf[v]!]);
  });
});

test('a map has groups only where there is too much to be drawn one by one, and its bands count entities', () => {
  const { groups, bands, x } = drain(mapLayout(system, { aspect: 1.5, open: [] })).result;
  expect(groups).not.toBeNull();
  expect(x).toHaveLength(groups!.members.length);
  expect(bands.map(({ count }) => count)).toEqual([SITES, SUPPLIERS]);
  const small = systemFrom({});
  expect(small.entities.count).toBeLessThanOrEqual(MOST_SINGLE);
  expect(drain(mapLayout(small, { aspect: 1.5, open: ['organisation '] })).result.groups).toBeNull();
});
