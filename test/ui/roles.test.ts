import { describe, expect, test } from 'vitest';
import { heaviestUser, layerOfRole, roleChoices, suppliersOf } from '../../ui/store/roles.ts';
import { userFacets } from '../../ui/store/users.ts';
import { smallView } from './view.ts';

const weight = Float64Array.of(10, 30, 0, 0, 0);

describe('roles', () => {
  test('stand in the order of their use by those who have a weight; unused and unnamed ones are left out', () => {
    const view = {
      ...smallView(),
      roles: ['hosting', 'dns', '', 'ntp'],
      supplier: Int32Array.of(2, 2, 3, 3),
    };
    expect(roleChoices({ ...view, dependent: Int32Array.of(0, 2, 0, 1) })).toEqual([
      { role: 'dns', useCount: 2 },
      { role: 'hosting', useCount: 1 },
    ]);
  });

  test('have the layer of most of their suppliers', () => {
    expect(layerOfRole(smallView(), 'dns')).toBe('foundations');
    expect(layerOfRole(smallView(), 'hosting')).toBe('providers');
    expect(layerOfRole(smallView(), 'no-such-role')).toBe('');
  });

  test('are supplied by all that the topmost operator runs, the busiest first, switches apart', () => {
    const view = {
      ...smallView(),
      operator: Int32Array.of(-1, -1, 3, 4, -1),
      supplier: Int32Array.of(3, 2, 2, 1),
      role: Int32Array.of(0, 0, 0, 0),
    };
    expect(suppliersOf(view, 'hosting', 4)).toEqual([2, 3]);
    expect(suppliersOf({ ...view, failover: Uint8Array.of(0, 1, 1, 0) }, 'hosting', 4)).toEqual([3]);
    expect(suppliersOf(view, 'hosting', 1)).toEqual([1]);
    expect(suppliersOf(view, 'dns', 4)).toEqual([]);
  });

  test('have a heaviest user, or none', () => {
    expect(heaviestUser(smallView(), 'hosting', [2], weight)).toBe(1);
    expect(heaviestUser(smallView(), 'dns', [2], weight)).toBe(-1);
    expect(heaviestUser(smallView(), 'hosting', [2], new Float64Array(5))).toBe(-1);
  });
});

test('sectors and countries are counted over those who have a weight', () => {
  const view = { ...smallView(), sector: ['finance', 'retail', 'cloud', '', ''] };
  expect(userFacets(view, 'sector', weight)).toEqual([
    { value: 'finance', count: 1 },
    { value: 'retail', count: 1 },
  ]);
  expect(userFacets(view, 'country', weight)).toEqual([
    { value: 'GB', count: 1 },
    { value: 'US', count: 1 },
  ]);
});
