/** The timeline's numbers: a row for every hour at which the weight in a state changes. */
import type { Table } from '../../charts/table.ts';
import { sharesAt } from '../../store/film-steps.ts';
import { momentText } from '../../store/time-words.ts';
import type { TimelineResult } from '../../store/types.ts';

/** The table twin of the chart. */
export function filmTable(result: TimelineResult, start: string | null): Table {
  const share = (title: string) => ({ title, unit: 'share' }) as const;
  return {
    columns: [
      { title: start === null ? 'Time, h' : 'UTC', unit: 'text' },
      share('Down'),
      share('Degraded'),
      share('Recovering'),
      share('Up'),
    ],
    rows: Array.from(result.stateHour, (hour, row) => {
      const { down, degraded, recovering, up } = sharesAt(result, row);
      return [momentText(hour, start), down, degraded, recovering, up];
    }),
  };
}
