/** The cell that is being changed: bound to its row and column, wherever sorting and scrolling take them. */
import { useEffect, useRef, useState } from 'react';
import { useApp } from '../../parts/use-app.tsx';
import { headerText } from '../../store/data-words.ts';
import type { DataTable } from '../../store/types.ts';

export interface Draft {
  readonly table: DataTable;
  /** Key of the row. */
  readonly row: string;
  /** Header of the column. */
  readonly column: string;
  /** What the cell has, and what it is to have. */
  readonly was: string;
  readonly text: string;
  /** Why it cannot have it, or empty. */
  readonly problem: string;
  readonly isBusy: boolean;
}

function isSameCell(a: Draft | null, b: Draft): a is Draft {
  return a !== null && a.table === b.table && a.row === b.row && a.column === b.column;
}

/**
 * At most one cell is being changed. Whatever takes a person away from it takes its text over, as a spreadsheet does;
 * only giving it up does not.
 */
export function useDraft() {
  const app = useApp();
  const [draft, setDraft] = useState<Draft | null>(null);
  const latest = useRef<Draft | null>(null);
  latest.current = draft;

  /** Resolves to whether the text was taken over, or was what the cell has. */
  const commit = async (mine: Draft, isLeft: boolean): Promise<boolean> => {
    const put = (state: Partial<Draft> | null) =>
      setDraft((now) => (isSameCell(now, mine) ? state && { ...now, ...state } : now));
    if (mine.isBusy || mine.problem !== '') return false;
    if (mine.text === mine.was) {
      put(null);
      return true;
    }
    put({ isBusy: true });
    const problem = await app.setCell(mine.table, mine.row, { column: mine.column, value: mine.text });
    put(problem === '' ? null : { isBusy: false, problem });
    if (problem !== '' && isLeft)
      app.notify('warning', `${headerText(mine.column)} stays “${mine.was}”, not “${mine.text}”: ${problem}`);
    return problem === '';
  };
  const leave = () => {
    if (latest.current) void commit(latest.current, true);
  };
  const leaveAtEnd = useRef(leave);
  leaveAtEnd.current = leave;
  useEffect(() => () => leaveAtEnd.current(), []);

  return {
    draft,
    begin(cell: Pick<Draft, 'table' | 'row' | 'column' | 'was'>): void {
      leave();
      setDraft({ ...cell, text: cell.was, problem: '', isBusy: false });
    },
    write: (text: string) => setDraft((now) => now && { ...now, text, problem: '' }),
    /** Takes the text over; resolves to whether it could be. */
    commit: async () => latest.current !== null && (await commit(latest.current, false)),
    leave,
    giveUp: () => setDraft(null),
  };
}
