/** Keys that work anywhere on the page. */
import { useEffect } from 'react';
import { hasMap } from '../store/pages.ts';
import { useApp } from './use-app.tsx';

/** Marks the part of the page whose own keys come first. */
const MAP_REGION = 'data-map-region';

/** Id of the search field in the header. */
export const SEARCH_ID = 'find-entity';

/** Inputs that take no text. */
const PRESSED = '[type="radio"], [type="checkbox"], [type="button"], [type="file"], [type="range"]';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(`input:not(${PRESSED}), textarea, select, [contenteditable]`) !== null
  );
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"], [role="menu"]') !== null;
}

/** Listens for keys on the whole page. */
export function useKeys(): void {
  const app = useApp();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || isInDialog(event.target)) return;
      const key = event.key.toLowerCase();
      const isCommand = event.ctrlKey || event.metaKey;
      const typing = isTyping(event.target);
      let isOurs = true;
      if (isCommand && key === 'k') focusSearch();
      else if (typing) isOurs = false;
      else if (isCommand && (key === 'y' || (key === 'z' && event.shiftKey))) app.redo();
      else if (isCommand && key === 'z') app.undo();
      else if (isCommand) isOurs = false;
      else if (key === '/') focusSearch();
      else if (key === '?') app.page.setState({ helpOpen: true });
      else if (key === 'escape') app.select(null);
      else if (key === 'f') isOurs = failSelected(event);
      else isOurs = false;
      if (isOurs) event.preventDefault();
    };
    const failSelected = (event: KeyboardEvent) => {
      const { selected, page } = app.session.getState();
      const isOnMap = event.target instanceof Element && event.target.closest(`[${MAP_REGION}]`) !== null;
      if (selected === null || isOnMap || !hasMap(page)) return false;
      app.toggleFailureHere(selected);
      return true;
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [app]);
}

/** Puts the cursor into the search field, opening it where it is folded away. */
export function focusSearch(): void {
  const field = document.getElementById(SEARCH_ID);
  field?.closest('[data-fold]')?.setAttribute('data-fold', 'open');
  field?.focus();
}
