import { useEffect, useState } from 'react';

/** How long charts may take to be drawn anew in the width of the sheet. */
const DRAWN_AFTER_MS = 300;

/** Whether the page is laid out for paper, and the way to print it. */
export function usePaper(): readonly [boolean, () => void] {
  const [isPaper, setPaper] = useState(false);
  useEffect(() => {
    if (!isPaper) return;
    const back = () => setPaper(false);
    addEventListener('afterprint', back);
    const timer = setTimeout(() => print(), DRAWN_AFTER_MS);
    return () => {
      clearTimeout(timer);
      removeEventListener('afterprint', back);
    };
  }, [isPaper]);
  return [isPaper, () => setPaper(true)];
}
