/** An axis of hours from the start, or of times of day. */
import { textWidth } from './fit-text.ts';
import marks from './marks.module.css';

const MINUTE = 1 / 60;
const DAY = 24;
/** Steps in hours that people count in. */
const STEPS = [1, 2, 5, 10, 15, 30]
  .map((minutes) => minutes * MINUTE)
  .concat([1, 2, 3, 6, 12, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY, 365 * DAY]);
const HOUR_MS = 3_600_000;
/** Pixels from tick to tick, at least. */
const ROOM = 76;

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

interface Tick {
  readonly hour: number;
  readonly text: string;
}

interface Span {
  /** Where the axis ends, in hours; it starts at 0. */
  readonly endHour: number;
  /** Length in pixels. */
  readonly length: number;
  /** The moment of hour 0, or null when hours are counted from there. */
  readonly start: string | null;
}

/** Round moments along an axis; midnight is told as its day. */
export function timeTicks({ endHour, length, start }: Span): readonly Tick[] {
  const most = Math.max(1, length / ROOM);
  const step = STEPS.find((each) => endHour / each <= most) ?? STEPS.at(-1)!;
  const first = start === null ? 0 : Date.parse(start) / HOUR_MS;
  const ticks: Tick[] = [];
  for (let i = Math.ceil(first / step - 1e-9); i * step - first <= endHour; i++) {
    const hour = Math.max(0, i * step - first);
    ticks.push({ hour, text: start === null ? spanText(hour, step) : momentOf(i * step * HOUR_MS) });
  }
  return ticks;
}

function momentOf(ms: number): string {
  const at = Math.round(ms / 60_000) * 60_000;
  return at % (DAY * HOUR_MS) === 0 ? day.format(at) : time.format(at);
}

function spanText(hour: number, step: number): string {
  if (step >= DAY) return `${Math.round(hour / DAY)}\u00a0d`;
  if (step >= 1) return `${Math.round(hour)}\u00a0h`;
  const minutes = Math.round(hour * 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

interface TimeAxisProps extends Span {
  readonly x: (hour: number) => number;
  readonly y: number;
}

/** The line, its ticks and their texts, for the foot of a picture. */
export function TimeAxis({ x, y, ...span }: TimeAxisProps) {
  const right = x(0) + span.length;
  return (
    <>
      <path d={`M${x(0)} ${y}H${right}`} className={marks.axis} />
      {timeTicks(span).map(({ hour, text }) => {
        const half = textWidth(text) / 2;
        return (
          <g key={hour} transform={`translate(${x(hour)} ${y})`}>
            <path d="M0 0V4" className={marks.axis} />
            <text
              x={Math.min(0, right - x(hour) - half)}
              y={16}
              textAnchor={x(hour) - half < 0 ? 'start' : 'middle'}
              className={marks.quiet}
            >
              {text}
            </text>
          </g>
        );
      })}
    </>
  );
}
