/**
 * Undo and redo that outlive a reload: the steps of this tab as addresses, which can be read by later versions as any
 * link can. Where the browser refuses, undo begins anew.
 */
import { z } from 'zod';
import { decodeLink, encodeLink } from '../link.ts';
import type { Session, SessionStore } from '../session.ts';

const KEY = 'linchpin.history';
/** Characters; beyond them the oldest steps are let go. */
const MOST_TEXT = 1_000_000;

const STEP = z.object({ link: z.string(), change: z.string() });
const HISTORY = z.object({ now: STEP, past: z.array(STEP), future: z.array(STEP) });

type Step = z.output<typeof STEP>;

function stepOf(state: Partial<Session>, now: Session): Step {
  return {
    link: encodeLink({ ...now, ...state, selected: null, hour: 0 }),
    change: state.change ?? '',
  };
}

/** The history of a session as text. */
export function historyText(session: SessionStore): string {
  const now = session.getState();
  const { pastStates, futureStates } = session.temporal.getState();
  const present = stepOf(now, now);
  let room = MOST_TEXT - present.link.length;
  /** Those nearest to now, as many as there is room for. */
  const nearest = (states: readonly Partial<Session>[]): Step[] => {
    const steps: Step[] = [];
    for (const state of states.toReversed()) {
      const step = stepOf(state, now);
      room -= step.link.length + step.change.length;
      if (room < 0) break;
      steps.unshift(step);
    }
    return steps;
  };
  return JSON.stringify({ now: present, past: nearest(pastStates), future: nearest(futureStates) });
}

/** Gives a session the history of a text, if it is one of what the session shows. */
export function restoreHistory(session: SessionStore, text: string): void {
  let draft: unknown;
  try {
    draft = JSON.parse(text);
  } catch {
    return;
  }
  const read = HISTORY.safeParse(draft);
  if (!read.success) return;
  const { now, past, future } = read.data;
  if (now.link !== stepOf({}, session.getState()).link) return;
  const states = (steps: readonly Step[]) =>
    steps.flatMap(({ link, change }) => {
      const { session: content } = decodeLink(link);
      if (!content) return [];
      const { selected: _, hour: __, ...remembered } = content;
      return [{ ...remembered, change }];
    });
  session.temporal.setState({ pastStates: states(past), futureStates: states(future) });
  const { pause, resume } = session.temporal.getState();
  pause();
  session.setState({ change: now.change });
  resume();
}

/** Keeps the history of this tab from now on, after bringing back what it was before a reload. */
export function followHistory(session: SessionStore): void {
  try {
    restoreHistory(session, sessionStorage.getItem(KEY) ?? '');
  } catch {
    return;
  }
  let isWaiting = false;
  const keep = (): void => {
    isWaiting = false;
    try {
      sessionStorage.setItem(KEY, historyText(session));
    } catch {
      // storage is full or refused
    }
  };
  session.subscribe(() => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(keep, PAUSE_MS);
  });
  addEventListener('pagehide', keep);
}

const PAUSE_MS = 300;
