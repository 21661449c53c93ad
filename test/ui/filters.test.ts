import { describe, expect, test } from 'vitest';
import { kindFacets, roleFacets, toggled, toggledAll, visibleEntities } from '../../ui/store/filters.ts';
import { findEntities, matchingEntities } from '../../ui/store/find.ts';
import { NO_FILTERS } from '../../ui/store/session.ts';
import { smallView } from './view.ts';

const view = smallView();

describe('filters', () => {
  test('let everything pass when none is set', () => {
    expect([...visibleEntities(view, NO_FILTERS)]).toEqual([1, 1, 1, 1, 1]);
  });

  test('by kind keep the entities of these kinds', () => {
    expect([...visibleEntities(view, { kinds: ['dns', 'cloud-provider'], roles: [] })]).toEqual([
      0, 0, 1, 1, 0,
    ]);
  });

  test('by role keep both ends of the dependencies of this role', () => {
    expect([...visibleEntities(view, { kinds: [], roles: ['dns'] })]).toEqual([1, 1, 0, 1, 0]);
  });

  test('by kind and role keep what passes both', () => {
    expect([...visibleEntities(view, { kinds: ['organisation'], roles: ['dns'] })]).toEqual([1, 1, 0, 0, 0]);
  });

  test('of unknown values hide everything and break nothing', () => {
    expect([...visibleEntities(view, { kinds: ['__proto__'], roles: ['constructor'] })]).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  test('count each kind under its layer, and each role that is named', () => {
    expect(kindFacets(view)).toEqual([
      { layer: 0, name: 'organisations', count: 3, kinds: [{ value: 'organisation', count: 3 }] },
      { layer: 1, name: 'providers', count: 1, kinds: [{ value: 'cloud-provider', count: 1 }] },
      { layer: 2, name: 'foundations', count: 1, kinds: [{ value: 'dns', count: 1 }] },
    ]);
    expect(roleFacets(view)).toEqual([
      { value: 'dns', count: 2 },
      { value: 'hosting', count: 2 },
    ]);
  });

  test('toggle one value, or a whole layer', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
    expect(toggledAll(['a'], ['a', 'b'])).toEqual(['a', 'b']);
    expect(toggledAll(['a', 'b', 'c'], ['a', 'b'])).toEqual(['c']);
  });
});

describe('the search', () => {
  test('finds by part of the name or id, the names that start with it first', () => {
    expect(findEntities(view, 'CLOUD', 10)).toEqual([2, 4]);
    expect(findEntities(view, 'shop', 10)).toEqual([1]);
    expect(findEntities(view, 'names', 10)).toEqual([3]);
  });

  test('takes the query as text, not as a pattern', () => {
    expect(findEntities(view, '.*', 10)).toEqual([]);
    expect(findEntities(view, '(', 10)).toEqual([]);
  });

  test('finds nothing for an empty query, where a filter by it lets all pass', () => {
    expect(findEntities(view, '  ', 10)).toEqual([]);
    expect(matchingEntities(view, '  ')).toBeNull();
    expect([...(matchingEntities(view, 'cloud') ?? [])]).toEqual([0, 0, 1, 0, 1]);
  });
});
