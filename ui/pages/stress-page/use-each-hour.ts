import { useLayoutEffect } from 'react';
import { useApp } from '../../parts/use-app.tsx';

/** Calls `place` with the clock's hour whenever it moves, without drawing the component anew. */
export function useEachHour(place: (hour: number) => void): void {
  const { store } = useApp().clock;
  useLayoutEffect(() => {
    place(store.getState().hour);
    return store.subscribe((now, before) => {
      if (now.hour !== before.hour) place(now.hour);
    });
  });
}
