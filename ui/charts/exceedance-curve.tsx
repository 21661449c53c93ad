/** How bad, against how rarely: two curves over a return period on a log scale, read by hand or by key. */
import { scaleLinear, scaleLog } from 'd3-scale';
import { area, line } from 'd3-shape';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { amountText, countText } from '../store/words.ts';
import styles from './exceedance-curve.module.css';
import { textWidth } from './fit-text.ts';
import marks from './marks.module.css';

/** A loss as it is shown, in whatever unit. */
interface ExceedancePoint {
  readonly loss: number;
  readonly low: number;
  readonly high: number;
}

export interface ExceedanceStep {
  /** Return period in years, from 1. */
  readonly period: number;
  /** Of all outages of a year, and of the largest. */
  readonly all: ExceedancePoint;
  readonly largest: ExceedancePoint;
  /** All of it in words. */
  readonly words: string;
}

export interface NamedPeriod {
  readonly period: number;
  readonly loss: number;
  /** The loss, and what it is: "31 h", "1 in 100, 27 to 35". */
  readonly value: string;
  readonly words: string;
}

interface ExceedanceCurveProps {
  /** Shortest period first; at least one. */
  readonly steps: readonly ExceedanceStep[];
  readonly average: { readonly loss: number; readonly words: string };
  /** The most important first: others give way to it. */
  readonly named: readonly NamedPeriod[];
  /** Why nothing is shown beyond the last, in a few words a line. */
  readonly beyond: readonly string[];
  readonly width: number;
  readonly unit: string;
}

const HEIGHT = 392;
const SMALL_HEIGHT = 280;
const WIDE_FROM = 560;
const BOTTOM = 40;
const TOP = 24;
const RIGHT = 16;
const LINE = 15;
/** Round periods within a factor of ten. */
const ROUND = [1, 2, 5] as const;
/** How far the axis goes on beyond the last period: the place in which nothing is shown. */
const BEYOND = 3;
/** Pixels from the first tick to the next, or there are fewer. */
const TICK_ROOM = 44;
/** Pixels between a mark and its words. */
const GAP = 10;
/** How many steps a page key goes. */
const PAGE = 12;

/** The picture with its reading. */
export function ExceedanceCurve(props: ExceedanceCurveProps) {
  const { steps, average, width, unit } = props;
  const [looked, setLooked] = useState<number | null>(null);
  const last = steps.length - 1;
  const current = looked === null ? null : Math.min(looked, last);
  const height = width >= WIDE_FROM ? HEIGHT : SMALL_HEIGHT;
  const end = steps[last]!;
  const y = scaleLinear([0, Math.max(end.all.high, average.loss) * 1.02 || 1], [height - BOTTOM, TOP]).nice(
    5,
  );
  const left = Math.max(...y.ticks(5).map((tick) => textWidth(amountText(tick)))) + 12;
  const x = scaleLog([1, Math.max(2, end.period * BEYOND)], [left, width - RIGHT]);
  const look = (event: PointerEvent<HTMLElement>) => {
    const period = x.invert(event.clientX - event.currentTarget.getBoundingClientRect().left);
    setLooked(nearest(steps, period));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = current ?? last;
    const to = {
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      PageUp: at + PAGE,
      PageDown: at - PAGE,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setLooked(Math.max(0, Math.min(last, to)));
  };
  const shown = steps[current ?? last]!;
  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        className={styles.reader}
        aria-label="Return period on the curve"
        aria-valuemin={1}
        aria-valuemax={end.period}
        aria-valuenow={shown.period}
        aria-valuetext={shown.words}
        onPointerMove={look}
        onPointerDown={look}
        onPointerLeave={() => setLooked(null)}
        onBlur={() => setLooked(null)}
        onFocus={() => setLooked((now) => now ?? last)}
        onKeyDown={onKeyDown}
      >
        <svg
          data-picture=""
          className={`${marks.picture} ${styles.place}`}
          width={width}
          height={height}
          aria-hidden="true"
        >
          <Axes x={x} y={y} width={width} height={height} unit={unit} last={end.period} />
          <Curves {...props} x={x} y={y} />
          {current !== null && <Reading step={shown} x={x} y={y} />}
        </svg>
      </div>
      <p className={styles.reading}>
        {current === null ? 'Point at the curve, or go along it with the arrow keys.' : shown.words}
      </p>
    </>
  );
}

type Scale = (value: number) => number;

interface Scaled {
  readonly x: Scale;
  readonly y: Scale;
}

interface AxesProps {
  readonly x: Scale;
  readonly y: Scale & { readonly ticks: (count: number) => number[] };
  readonly width: number;
  readonly height: number;
  readonly unit: string;
  /** The last period that is shown. */
  readonly last: number;
}

function Axes({ x, y, width, height, unit, last }: AxesProps) {
  const periods = roundPeriods(last * BEYOND);
  const left = x(1);
  const isDense = (width - left) / periods.length < TICK_ROOM;
  return (
    <>
      <text x={left} y={12} className={marks.quiet}>
        {unit.charAt(0).toUpperCase() + unit.slice(1)}
      </text>
      {y.ticks(5).map((tick) => (
        <g key={tick}>
          <path d={`M${left} ${y(tick)}H${width - RIGHT}`} className={tick === 0 ? marks.axis : marks.grid} />
          <text x={left - 8} y={y(tick) + 4} textAnchor="end" className={marks.quiet}>
            {amountText(tick)}
          </text>
        </g>
      ))}
      {periods.map((period) => (
        <g key={period} transform={`translate(${x(period)} ${y(0)})`}>
          <path d="M0 0v4" className={marks.axis} />
          {(!isDense || Number.isInteger(Math.log10(period))) && (
            <text y={18} textAnchor="middle" className={marks.quiet}>
              {countText(period)}
            </text>
          )}
        </g>
      ))}
      <text x={(left + width - RIGHT) / 2} y={height - 2} textAnchor="middle" className={marks.quiet}>
        Return period, years (log scale)
      </text>
    </>
  );
}

function Curves({ steps, average, named, beyond, width, x, y }: ExceedanceCurveProps & Scaled) {
  const band = area<ExceedanceStep>(
    ({ period }) => x(period),
    ({ all }) => y(all.low),
    ({ all }) => y(all.high),
  );
  const curve = (of: 'all' | 'largest') =>
    line<ExceedanceStep>(
      ({ period }) => x(period),
      (step) => y(step[of].loss),
    )(steps) ?? '';
  const border = x(steps.at(-1)!.period);
  const room = width - RIGHT - border;
  const hasRoom = beyond.every((words) => textWidth(words) + GAP < room);
  const labels = placesOf(named, { x, y });
  const firstWords = Math.min(border, ...labels.map((label) => leftOf(label, x)));
  return (
    <>
      <rect x={border} y={TOP} width={room} height={y(0) - TOP} className={styles.unknown} />
      <path d={`M${border} ${TOP}V${y(0)}`} className={styles.end} />
      {hasRoom &&
        beyond.map((words, i) => (
          <text
            key={words}
            x={border + 8}
            y={y(0) - 10 - LINE * (beyond.length - 1 - i)}
            className={marks.quiet}
          >
            {words}
          </text>
        ))}
      <path d={band(steps) ?? ''} className={styles.band} />
      <path d={curve('largest')} className={styles.largest} />
      <path d={curve('all')} className={styles.all} />
      <path d={`M${x(1)} ${y(average.loss)}H${border}`} className={styles.average} />
      {x(1) + textWidth(average.words) + 2 * GAP < firstWords && (
        <text x={x(1) + 6} y={y(average.loss) - 6} className={styles.halo}>
          {average.words}
        </text>
      )}
      {named.map(({ period, loss }) => (
        <g key={period}>
          <path d={`M${x(period)} ${y(0)}V${y(loss)}`} className={styles.drop} />
          <circle cx={x(period)} cy={y(loss)} r={4.5} className={styles.point} />
        </g>
      ))}
      {labels.map(({ period, loss, value, words }) => (
        <g key={period} textAnchor="end">
          <text x={x(period) - GAP} y={y(loss) - 22} className={`${marks.strong} ${styles.halo}`}>
            {value}
          </text>
          <text x={x(period) - GAP} y={y(loss) - 7} className={styles.halo}>
            {words}
          </text>
        </g>
      ))}
    </>
  );
}

function Reading({ step, x, y }: Scaled & { readonly step: ExceedanceStep }) {
  const at = x(step.period);
  return (
    <>
      <path d={`M${at} ${TOP}V${y(0)}`} className={styles.look} />
      <circle cx={at} cy={y(step.largest.loss)} r={3} className={styles.dot} />
      <circle cx={at} cy={y(step.all.loss)} r={4} className={styles.dot} />
    </>
  );
}

/** 1, 2, 5, 10, 20, ... up to a period. */
function roundPeriods(to: number): readonly number[] {
  const decades = Math.max(1, Math.ceil(Math.log10(to)) + 1);
  return Array.from({ length: decades }, (_, i) => ROUND.map((first) => first * 10 ** i))
    .flat()
    .filter((period) => period <= Math.max(2, to));
}

/** Where the words of a period begin, which end beside its mark. */
function leftOf({ period, value, words }: Pick<NamedPeriod, 'period' | 'value' | 'words'>, x: Scale): number {
  return x(period) - GAP - Math.max(textWidth(value, 600), textWidth(words));
}

/** Those whose words lie over no other's and not over the axis. */
function placesOf(named: readonly NamedPeriod[], { x, y }: Scaled): readonly NamedPeriod[] {
  const placed: { readonly left: number; readonly right: number; readonly top: number }[] = [];
  return named.filter(({ period, loss, value, words }) => {
    const box = { right: x(period) - GAP, left: leftOf({ period, value, words }, x), top: y(loss) - 34 };
    const isFree = placed.every(
      (other) =>
        box.left > other.right + 8 || box.right + 8 < other.left || Math.abs(box.top - other.top) > 2 * LINE,
    );
    if (!isFree || box.left < x(1)) return false;
    placed.push(box);
    return true;
  });
}

/** The step whose period is nearest on the log scale. */
function nearest(steps: readonly ExceedanceStep[], period: number): number {
  const distance = (step: ExceedanceStep) => Math.abs(Math.log(step.period / Math.max(1e-9, period)));
  return steps.reduce((best, step, i) => (distance(step) < distance(steps[best]!) ? i : best), 0);
}
