/** What failed when, as bars over the timeline. */
import { Popover } from '@mantine/core';
import { fitText, textWidth } from '../../charts/fit-text.ts';
import marks from '../../charts/marks.module.css';
import { levelText, stateOf } from '../../store/words.ts';
import { type DockFrame, rowMiddle } from './dock-frame.ts';
import styles from './phase-bars.module.css';
import { type PhaseRow, phaseSpan, rowSpan } from './phase-rows.ts';

interface PhaseBarsProps {
  readonly rows: readonly PhaseRow[];
  readonly frame: DockFrame;
}

const GAP = 6;
const LEAST_WIDTH = 2;

/** The bars: solid what the film makes happen, outlined what is told of the rest. */
export function PhaseBars({ rows, frame }: PhaseBarsProps) {
  const { x, right, barHeight, rowCount } = frame;
  return rows.slice(0, rowCount).map(({ id, phases }, row) => (
    <g key={id} transform={`translate(0 ${rowMiddle(frame, row) - barHeight / 2})`}>
      {phases.toReversed().map((phase) => {
        const from = x(phase.startHour);
        const to = Math.min(right, x(phase.endHour));
        return (
          <rect
            key={`${phase.isImposed} ${phase.startHour} ${phase.endHour} ${phase.what}`}
            x={from}
            width={Math.max(LEAST_WIDTH, to - from)}
            height={barHeight}
            rx={2}
            className={styles.bar}
            data-state={stateOf(phase.level)}
            data-told={!phase.isImposed}
          />
        );
      })}
    </g>
  ));
}

/** The names before the bars, and when each begins and ends, where there is room. */
export function PhaseTexts({ rows, frame, start }: PhaseBarsProps & { readonly start: string | null }) {
  const { x, left, right, rowCount } = frame;
  const more = rows.length > rowCount ? `+${rows.length - rowCount} more` : '';
  return (
    <>
      {rows.slice(0, rowCount).map((row, i) => {
        const [from, to] = rowSpan(row);
        const words = phaseSpan(from, to, start);
        const end = Math.min(right, x(to)) + GAP;
        const isAfter = end + textWidth(words) <= right;
        const moreWidth = more !== '' && i === rowCount - 1 ? textWidth(more) + GAP : 0;
        const isBefore = !isAfter && x(from) - GAP - textWidth(words) >= left;
        return (
          <g key={row.id} transform={`translate(0 ${rowMiddle(frame, i) + 4})`}>
            <text x={left - 12} textAnchor="end">
              {fitText(row.short, left - 16 - moreWidth)}
            </text>
            {(isAfter || isBefore) && (
              <text
                x={isAfter ? end : x(from) - GAP}
                textAnchor={isAfter ? 'start' : 'end'}
                className={marks.quiet}
              >
                {words}
              </text>
            )}
          </g>
        );
      })}
      {more !== '' && (
        <text y={rowMiddle(frame, rowCount - 1) + 4} className={marks.quiet}>
          {more}
        </text>
      )}
    </>
  );
}

/** All rows in words, opened by their names; on a narrow screen by a button with words of its own. */
export function PhaseList({ rows, frame, start }: PhaseBarsProps & { readonly start: string | null }) {
  const { isNarrow, rowCount, left } = frame;
  const height = rowMiddle(frame, rowCount - 0.5);
  return (
    <Popover width={340} position="top-start" shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={isNarrow ? styles.open : styles.names}
          style={isNarrow ? {} : { width: left - 8, height }}
          aria-label="What fails, and when"
          title="What fails, and when"
        >
          {isNarrow && 'What fails'}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="What fails, and when">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
        <section className={styles.list} tabIndex={0} aria-label="Phases">
          {rows.map(({ id, name, phases }) => (
            <div key={id}>
              <h3>{name}</h3>
              {phases.map(({ startHour, endHour, level, isImposed, what }) => (
                <p key={`${isImposed} ${startHour} ${endHour} ${what}`}>
                  <span data-number="">{phaseSpan(startHour, endHour, start)}</span>
                  {isImposed ? `, made to fail: ${levelText(level).toLowerCase()}. ` : ', as reported. '}
                  {what}
                </p>
              ))}
            </div>
          ))}
        </section>
      </Popover.Dropdown>
    </Popover>
  );
}
