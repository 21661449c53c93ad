/** Where everything stands in the picture of the dock, in pixels. Pure. */

export interface DockFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly isNarrow: boolean;
  /** How many rows of bars are shown. */
  readonly rowCount: number;
  readonly rowHeight: number;
  readonly barHeight: number;
  readonly chartTop: number;
  readonly chartBottom: number;
  /** The hour at the right edge. */
  readonly endHour: number;
  readonly x: (hour: number) => number;
  /** The hour at a pixel, held within the picture. */
  readonly hourAt: (x: number) => number;
}

/** Half the side of the playhead's grip, which stands out of the picture by as much. */
export const GRIP = 6;

const MOST_ROWS = 3;

const NARROW_BELOW = 620;
const GUTTER = 176;
const MARGIN = 8;
const AXIS = 20;
const ROWS_TOP = 6;

interface Room {
  readonly width: number;
  readonly rows: number;
  readonly endHour: number;
}

/** The frame for a width in pixels and a number of rows. */
export function dockFrame({ width, rows, endHour }: Room): DockFrame {
  const isNarrow = width < NARROW_BELOW;
  const height = isNarrow ? 96 : 124;
  const left = isNarrow ? MARGIN : GUTTER;
  const right = width - MARGIN;
  const rowCount = Math.min(rows, MOST_ROWS);
  const rowHeight = isNarrow ? 7 : rowCount > 2 ? 13 : 16;
  const chartTop = ROWS_TOP + rowCount * rowHeight + (isNarrow ? 6 : 8);
  const span = Math.max(1, right - left);
  return {
    width,
    height,
    left,
    right,
    isNarrow,
    rowCount,
    rowHeight,
    barHeight: isNarrow ? 5 : 9,
    chartTop,
    chartBottom: height - AXIS,
    endHour,
    x: (hour) => left + (hour / endHour) * span,
    hourAt: (x) => (Math.min(Math.max(0, x - left), span) / span) * endHour,
  };
}

/** The middle of a row of bars. */
export function rowMiddle({ rowHeight }: DockFrame, row: number): number {
  return ROWS_TOP + (row + 0.5) * rowHeight;
}
