/** Undo over a reload: the steps of a session as text, and back. */
import { describe, expect, test } from 'vitest';
import { historyText, restoreHistory } from '../../ui/store/kept/history.ts';
import { decodeLink, encodeLink } from '../../ui/store/link.ts';
import { change, createSession, withoutHistory } from '../../ui/store/session.ts';

/** A session with two steps behind it and one before it. */
function walked() {
  const session = createSession();
  change(session, 'fail A', { failed: ['a'] });
  change(session, 'open my data', { dataset: 'own-1', failed: [] });
  change(session, 'show as table', { layout: 'table', selected: 'x' });
  session.temporal.getState().undo();
  return session;
}

/** The page after a reload: the session of the address, without a history. */
function reloaded(from: ReturnType<typeof createSession>) {
  const session = createSession();
  const { session: link } = decodeLink(encodeLink(from.getState()));
  withoutHistory(session, () => session.setState({ ...link, change: '' }));
  return session;
}

describe('the history of a session', () => {
  test('goes back and forth after a reload as before it', () => {
    const before = walked();
    const after = reloaded(before);
    restoreHistory(after, historyText(before));
    expect(after.getState().change).toBe('open my data');
    for (const session of [before, after]) {
      session.temporal.getState().redo();
      expect(session.getState()).toMatchObject({
        layout: 'table',
        dataset: 'own-1',
        change: 'show as table',
      });
      session.temporal.getState().undo(3);
      expect(session.getState()).toMatchObject({ layout: 'tower', dataset: 'digital-economy', failed: [] });
    }
    expect(encodeLink(after.getState())).toBe(encodeLink(before.getState()));
  });

  test('is not taken for that of another address', () => {
    const other = createSession();
    change(other, 'fail B', { failed: ['b'] });
    restoreHistory(other, historyText(walked()));
    expect(other.temporal.getState().pastStates).toHaveLength(1);
  });

  test.each(['', '{', 'null', '{"now":1}', '{"now":{"link":"","change":""},"past":[7],"future":[]}'])(
    'of a damaged text %j is none',
    (text) => {
      const session = createSession();
      restoreHistory(session, text);
      expect(session.temporal.getState().pastStates).toEqual([]);
    },
  );

  test('lets its oldest steps go where it would be too long', () => {
    const session = createSession();
    for (let step = 0; step < 60; step++)
      change(session, `step ${step}`, {
        failed: Array.from({ length: 1_200 }, (_, n) => `entity-of-a-long-name-${step}-${n}`),
      });
    const after = reloaded(session);
    restoreHistory(after, historyText(session));
    const past = after.temporal.getState().pastStates;
    expect(past.length).toBeGreaterThan(10);
    expect(past.length).toBeLessThan(59);
    expect(past.at(-1)?.change).toBe('step 58');
  });
});
