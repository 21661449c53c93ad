import { describe, expect, test } from 'vitest';
import { change, createSession, FIRST_CONCENTRATION, undoNames } from '../../ui/store/session.ts';

function names(store: ReturnType<typeof createSession>) {
  const { pastStates, futureStates } = store.temporal.getState();
  return undoNames(store.getState(), pastStates, futureStates);
}

describe('undo and redo', () => {
  test('name nothing at the start', () => {
    expect(names(createSession())).toEqual({ undo: null, redo: null });
  });

  test('name the change that they take back and bring again', () => {
    const store = createSession();
    change(store, 'fail DynamoDB', { failed: ['dynamodb'] });
    change(store, 'show as table', { layout: 'table' });
    expect(names(store)).toEqual({ undo: 'show as table', redo: null });

    store.temporal.getState().undo();
    expect(store.getState()).toMatchObject({ failed: ['dynamodb'], layout: 'tower' });
    expect(names(store)).toEqual({ undo: 'fail DynamoDB', redo: 'show as table' });

    store.temporal.getState().undo();
    expect(store.getState().failed).toEqual([]);
    expect(names(store)).toEqual({ undo: null, redo: 'fail DynamoDB' });

    store.temporal.getState().redo();
    expect(names(store)).toEqual({ undo: 'fail DynamoDB', redo: 'show as table' });
  });

  test('forget what was undone when something else is done', () => {
    const store = createSession();
    change(store, 'fail a', { failed: ['a'] });
    store.temporal.getState().undo();
    change(store, 'fail b', { failed: ['b'] });
    expect(names(store)).toEqual({ undo: 'fail b', redo: null });
  });

  test('have no step for a change that changes nothing, nor for moving the selection', () => {
    const store = createSession();
    change(store, 'show as tower', { layout: 'tower', failed: [] });
    change(store, 'count by operator', { concentration: { ...FIRST_CONCENTRATION, sectors: [] } });
    change(store, '', { selected: 'a' });
    expect(store.getState().selected).toBe('a');
    expect(names(store)).toEqual({ undo: null, redo: null });
  });

  test('leave the selection where it is', () => {
    const store = createSession();
    change(store, 'fail a', { failed: ['a'] });
    change(store, '', { selected: 'b' });
    store.temporal.getState().undo();
    expect(store.getState()).toMatchObject({ failed: [], selected: 'b' });
  });

  test('go back to the page on which the change was made', () => {
    const store = createSession();
    change(store, '', { page: 'concentration' });
    expect(names(store)).toEqual({ undo: null, redo: null });
    change(store, 'see the chain of Names', { page: 'map', failed: ['names'], selected: 'bank' });
    expect(store.getState()).toMatchObject({ page: 'map', failed: ['names'] });

    store.temporal.getState().undo();
    expect(store.getState()).toMatchObject({ page: 'concentration', failed: [] });
    expect(names(store)).toEqual({ undo: null, redo: 'see the chain of Names' });
    store.temporal.getState().redo();
    expect(store.getState()).toMatchObject({ page: 'map', failed: ['names'] });
  });

  test('keep the last hundred changes', () => {
    const store = createSession();
    for (let i = 0; i < 150; i++) change(store, `fail ${i}`, { failed: [String(i)] });
    expect(store.temporal.getState().pastStates).toHaveLength(100);
  });
});
