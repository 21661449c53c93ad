/** Keeps the address bar, the autosave and the session in step. */
import { encodeLink } from './link.ts';
import { recall, remember } from './remember.ts';
import type { Session, SessionStore } from './session.ts';

const AUTOSAVE = 'linchpin.session';

/** The address to begin with: the one in the bar if it says anything, else the one saved last. */
export function firstAddress(): string {
  return location.hash.includes('?') ? location.hash : recall(AUTOSAVE);
}

/** Whether going back should stop at the state before. Trying filters would fill the history. */
function isStep(now: Session, before: Session): boolean {
  const isNarrowed =
    now.filters !== before.filters ||
    now.concentration.sectors !== before.concentration.sectors ||
    now.concentration.countries !== before.concentration.countries;
  if (now.page !== before.page) return true;
  return !isNarrowed && (now.change !== before.change || now.selected !== before.selected);
}

/** Writes the session to the address; `apply` hears of addresses that a person goes to. */
export function followAddress(session: SessionStore, apply: (hash: string) => void): void {
  let shown = '';
  const write = (now: Session, before: Session | null) => {
    const hash = encodeLink(now);
    remember(AUTOSAVE, hash);
    if (hash === location.hash || hash === shown) return;
    const isFirst = shown === '';
    shown = hash;
    if (before !== null && !isFirst && isStep(now, before)) history.pushState(null, '', hash);
    else history.replaceState(null, '', hash);
  };
  const read = () => {
    if (location.hash === shown) return;
    shown = location.hash;
    if (shown !== encodeLink(session.getState())) apply(shown);
  };
  session.subscribe(write);
  addEventListener('popstate', read);
  addEventListener('hashchange', read);
  write(session.getState(), null);
}
