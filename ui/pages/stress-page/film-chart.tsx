/** The share of weight that is down, degraded and recovering over the film, with another film's total beside it. */
import marks from '../../charts/marks.module.css';
import { StateAreas, shareAxis, TotalLine } from '../../charts/state-areas.tsx';
import type { Film } from '../../store/film.ts';
import type { DockFrame } from './dock-frame.ts';

interface FilmChartProps {
  readonly film: Film;
  readonly against: Film | null;
  readonly frame: DockFrame;
}

const columnsOf = ({ result }: Film, endHour: number) => ({
  hour: result.stateHour,
  stack: [result.stateDown, result.stateDegraded, result.stateRecovering],
  total: result.totalWeight,
  endHour,
});

function axisOf({ film, against, frame: { chartTop, chartBottom, endHour } }: FilmChartProps) {
  const films = against ? [film, against] : [film];
  return shareAxis(
    films.map((each) => columnsOf(each, endHour)),
    [chartBottom, chartTop],
  );
}

/** The areas. */
export function FilmAreas(props: FilmChartProps) {
  const { film, frame } = props;
  return <StateAreas {...columnsOf(film, frame.endHour)} x={frame.x} y={axisOf(props).y} />;
}

/** What stands over the areas: gridlines, shares at the left, and the other film. */
export function FilmLines(props: FilmChartProps) {
  const { against, frame } = props;
  const { y, ticks } = axisOf(props);
  const { left, right, isNarrow, endHour, x } = frame;
  return (
    <>
      {!isNarrow &&
        ticks.map(({ value, text }) => (
          <g key={value}>
            {value > 0 && <path d={`M${left} ${y(value)}H${right}`} className={marks.grid} />}
            <text x={left - 8} y={y(value) + 4} textAnchor="end" className={marks.quiet}>
              {text}
            </text>
          </g>
        ))}
      {against && against.result.totalWeight > 0 && (
        <TotalLine {...columnsOf(against, endHour)} x={x} y={y} name="B" />
      )}
    </>
  );
}
