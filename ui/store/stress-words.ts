/** What an outage comes to, in sentences that its numbers carry. */
import type { Film } from './film.ts';
import type { StressChoice } from './stress-choice.ts';
import { durationText, momentText } from './time-words.ts';
import type { Fate, Incident, ReplayResult, SystemView, TimedFailure, TimelineStep } from './types.ts';
import { counted, countText, entityList, levelText, listText, shareText, unitAmountText } from './words.ts';

const SPACE = '\u00a0';
/** Hours by which an outage outlasts the failure before it is said to. */
const NOTABLY = 1 / 60;
/** Part of all weight below which a sum of losses is but rounding. */
const NOTHING = 1e-9;
/** Sentences of the engine say hours to two digits. */
const ROUNDING = 0.006;

export interface OutageFinding {
  /** What is shown. */
  readonly title: string;
  /** What comes of it. */
  readonly more: string;
}

/** How an outage ends. */
export interface Ending {
  /** Hour from which everybody is back, or the last who is; null when nobody was ever back. */
  readonly lastBack: number | null;
  /** Who is below full service when the film ends, ascending. */
  readonly notBack: readonly number[];
}

const endings = new WeakMap<Film, Ending>();

/** Who is back last and who never is. O(changes), once for each film. */
export function endingOf(film: Film): Ending {
  let ending = endings.get(film);
  if (!ending) {
    const { time, entity, level } = film.result;
    const last = new Map<number, number>();
    for (let row = 0; row < time.length; row++) last.set(entity[row]!, row);
    const rows = [...last.values()];
    const back = rows.filter((row) => level[row] === 1).map((row) => time[row]!);
    const notBack = rows.filter((row) => level[row]! < 1).map((row) => entity[row]!);
    ending = {
      lastBack: back.reduce<number | null>((a, b) => Math.max(a ?? 0, b), null),
      notBack: notBack.sort((a, b) => a - b),
    };
    endings.set(film, ending);
  }
  return ending;
}

const dates = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** The day of a real outage: "20 October 2025". */
export function dateText(start: string): string {
  return dates.format(Date.parse(start));
}

interface Told {
  readonly view: SystemView;
  /** Null while nothing fails or nothing is known of it yet. */
  readonly film: Film | null;
  readonly incident: Incident | undefined;
  /** Index of the weight. */
  readonly weight: number;
}

/** What is shown and what comes of it, for the head of the page. */
export function findingOf({ view, film, incident, weight }: Told): OutageFinding {
  if (incident) return { title: replayTitle(incident), more: film ? consequence(film, view, weight) : '' };
  if (!film) return { title: 'What happens, hour by hour, when something fails?', more: '' };
  return { title: ownTitle(film, view), more: consequence(film, view, weight) };
}

function replayTitle({ title, start }: Incident): string {
  const day = title.includes(start.slice(0, 4)) ? '' : `, ${dateText(start)}`;
  return `Replay: ${title}${day}`;
}

function ownTitle({ result: { failures } }: Film, view: SystemView): string {
  const entities = failedOf(failures);
  const verb = entities.length === 1 ? 'fails' : 'fail';
  const [only, ...others] = failures;
  const length =
    only && others.length === 0
      ? ` ${Number.isFinite(only.duration) ? 'for ' : ''}${durationText(only.duration)}`
      : '';
  return `If ${entityList(view, entities)} ${verb}${length}`;
}

/** What was made to fail, each once. */
function failedOf(failures: readonly TimedFailure[]): readonly number[] {
  return [...new Set(failures.map(({ entity }) => entity))];
}

function consequence(film: Film, view: SystemView, weight: number): string {
  const { failures, touched, deadlocks, endHour, peakWeightDown, totalWeight } = film.result;
  if (failures.length === 0) return '';
  const failed = new Set(failedOf(failures));
  const others = touched.reduce((count, v) => count + (failed.has(v) ? 0 : 1), 0);
  const start = Math.min(...failures.map((failure) => failure.start));
  const end = Math.max(...failures.map((failure) => failure.start + failure.duration));
  const subject = subjectOf(film, view, end - start);
  const s = failures.length === 1 ? 's' : '';
  const { lastBack, notBack } = endingOf(film);
  const label = view.weights[weight]?.label.toLowerCase() ?? 'weight';
  const share =
    totalWeight > 0 && peakWeightDown > 0
      ? `, ${shareText(peakWeightDown / totalWeight)} of ${label} down at worst`
      : '';
  const fallen = `affect${s} ${counted(others, 'other', 'others')}${share}`;

  const [circle] = deadlocks;
  if (circle) return `${subject} never end${s}: ${circleText(view, circle)}`;
  if (others === 0) {
    const rest = lastBack === null ? 0 : lastBack - end;
    const still = rest > NOTABLY ? `; it is over ${durationText(rest)} later` : '';
    return `${subject} affect${s} nobody else${still}`;
  }
  if (notBack.length > 0) {
    const lasting = notBack.filter((v) => !failed.has(v)).length;
    if (lasting === 0) return `${subject} ${fallen}; all of them are back`;
    const who = lasting < others ? countText(lasting) : others === 1 ? 'it' : 'they';
    const isOne = lasting === 1;
    const fate = Number.isFinite(end)
      ? `${isOne ? 'is' : 'are'} not back after ${durationText(endHour)}`
      : `never ${isOne ? 'comes' : 'come'} back`;
    return `${subject} ${fallen}; ${who} ${fate}`;
  }
  const last = lastBack ?? end;
  const felt = feltUntil(film) ?? last;
  if (felt > end + NOTABLY) return `${subject} become${s} an outage of ${durationText(felt - start)}`;
  const over = failures.length === 1 ? 'it ends' : 'they end';
  return last > end + NOTABLY
    ? `${subject} ${fallen}; the last is back ${durationText(last - end)} after ${over}`
    : `${subject} ${fallen}; all are back when ${over}`;
}

/** Hour from which no weight is lost any more; null when none ever is, or some still is at the end. */
function feltUntil({ result: { stateHour, stateLost, totalWeight } }: Film): number | null {
  const lasting = stateLost.findLastIndex((lost) => lost > totalWeight * NOTHING);
  return lasting < 0 ? null : (stateHour[lasting + 1] ?? null);
}

/** "A failure of 2 h 52 min of DynamoDB", "Failures of A and B over 5 h". */
function subjectOf({ result: { failures } }: Film, view: SystemView, span: number): string {
  const names = entityList(view, failedOf(failures));
  if (failures.length > 1)
    return `Failures of ${names}${Number.isFinite(span) ? ` over ${durationText(span)}` : ', not all of them repaired,'}`;
  const kind = (failures[0]?.level ?? 0) > 0 ? 'partial failure' : 'failure';
  return Number.isFinite(span)
    ? `A ${kind} of ${durationText(span)} of ${names}`
    : `A ${kind} of ${names} that is never repaired`;
}

/** Who waits for whom: "A waits for B, and B for A". */
export function circleText(view: SystemView, circle: readonly number[]): string {
  const name = (i: number) => view.name[circle[i % circle.length]!] ?? '';
  if (circle.length === 1) return `${name(0)} waits for itself`;
  const links = circle.slice(1).map((_, i) => `${name(i + 1)} for ${name(i + 2)}`);
  const shown = links.length > 4 ? [...links.slice(0, 3), `${countText(links.length - 3)} more`] : links;
  return `${name(0)} waits for ${name(1)}, ${shown
    .slice(0, -1)
    .map((link) => `${link}, `)
    .join('')}and ${shown.at(-1)}`;
}

/** Weight-hours with their unit: "9.34 billion people × hours". */
export function weightHoursText(view: SystemView, weight: number, amount: number): string {
  const { unit: given = '', label = 'weight' } = view.weights[weight] ?? {};
  const unit = given === '' || given === '1' ? label.toLowerCase() : given;
  return `${unitAmountText(amount, unit)}${SPACE}×${SPACE}hours`;
}

interface Telling {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
  /** The moment of hour 0 of a real outage, else null. */
  readonly start: string | null;
}

/** The whole outage in numbers: "9.34 billion people × hours lost", "7 % down at worst, at 06:48", "Last back at 21:09". */
export function summaryOf(film: Film, { view, weight, start }: Telling): readonly string[] {
  const { weightHours, totalWeight, peakWeightDown, peakHour, touched } = film.result;
  const { lastBack, notBack } = endingOf(film);
  const label = view.weights[weight]?.label.toLowerCase() ?? 'weight';
  const share = totalWeight > 0 ? peakWeightDown / totalWeight : 0;
  const at = (hour: number) => hourText(hour, start);
  const felt = feltUntil(film);
  const back =
    notBack.length > 0
      ? `${counted(notBack.length, 'is', 'are')} not back at the end`
      : lastBack === null
        ? 'Nobody falls'
        : felt !== null && felt < lastBack - NOTABLY
          ? `No ${label} lost after ${at(felt)}; the last entity is back at ${at(lastBack)}`
          : `Last back at ${at(lastBack)}`;
  return [
    `${weightHoursText(view, weight, weightHours)} lost`,
    share > 0 ? `${shareText(share)} of ${label} down at worst, at ${at(peakHour)}` : `No ${label} down`,
    `${counted(touched.length, 'entity', 'entities')} affected`,
    back,
  ];
}

/** How a replay compares with the reports, in sentences; what is not there to count is left out. */
export function scoreSentences({
  all,
  independent,
}: Pick<ReplayResult, 'all' | 'independent'>): readonly string[] {
  const { reported, unaffected, falseAlarms, notReported } = all;
  const { reachable, reachableHits } = independent;
  const elsewhere =
    reachable > 0
      ? `By evidence from elsewhere alone ${countText(reachableHits)} did, of the ${countText(reachable)} that it reaches.`
      : 'Evidence from elsewhere reaches none of them.';
  return [
    reported === 0
      ? 'Nobody in the data was reported down or degraded.'
      : `Of ${countText(reported)} reported and in the data, ${countText(all.hits)} fell.`,
    reported === 0 ? '' : elsewhere,
    unaffected > 0
      ? `${countText(falseAlarms)} of ${countText(unaffected)} reported unaffected fell.`
      : 'Nobody in the data was reported unaffected.',
    notReported > 0
      ? `${countText(notReported)} more fell of ${notReported === 1 ? 'which' : 'whom'} nothing was reported: unknown, not wrong.`
      : '',
  ].filter((sentence) => sentence !== '');
}

/** The state of service from a level as a word: "Down", "Degraded to 40 %", "Back". */
export function turnText(level: number): string {
  return level >= 1 ? 'Back' : levelText(level);
}

/** A step's sentence with its hours as moments: "at hour 0.33" becomes "at 07:08" in a real outage. */
export function stepText(
  { sentence }: TimelineStep,
  steps: readonly TimelineStep[],
  start: string | null,
): string {
  return sentence.replaceAll(/(at|since) hour (\d+(?:\.\d+)?)/g, (_, word: string, text: string) => {
    const said = Number(text);
    // sentences round: the step that is meant knows its hour better
    const exact = steps.find(({ hour }) => Math.abs(hour - said) < ROUNDING)?.hour ?? said;
    return `${word} ${hourText(exact, start)}`;
  });
}

/** A moment in a sentence: "07:08", "hour 6:32". */
export function hourText(hour: number, start: string | null): string {
  return `${start === null ? 'hour ' : ''}${momentText(hour, start)}`;
}

/** How an entity fared: "down from 06:48 to 13:20", "unaffected". */
export function fateText({ state, fellHour, backHour }: Fate, start: string | null): string {
  if (state === 'unaffected') return 'unaffected';
  const from = fellHour === null ? '' : ` from ${hourText(fellHour, start)}`;
  return `${state}${from}${backHour === null ? ', not back at the end' : ` to ${hourText(backHour, start)}`}`;
}

interface Known {
  readonly view: SystemView;
  readonly incidents: readonly Incident[];
  readonly indexOf: ReadonlyMap<string, number>;
}

/** Which year of the seed is drawn, unless it is the first. */
export function yearText({ replicate }: StressChoice): string {
  return replicate === 0 ? '' : ` as in year ${countText(replicate + 1)}`;
}

/** What fails, in a few words: "AWS us-east-1, 20 October 2025", "A and B for 8 h, switches never work". */
export function choiceText(choice: StressChoice, { view, incidents, indexOf }: Known): string {
  const incident = incidents.find(({ id }) => id === choice.incident);
  const ids = [...new Set(choice.failures.map(({ id }) => id))];
  const names = listText(ids.map((id) => view.name[indexOf.get(id) ?? -1] ?? id));
  const [only, ...others] = choice.failures;
  const length = only && others.length === 0 ? durationText(only.duration ?? Number.POSITIVE_INFINITY) : '';
  return [
    incident?.title ?? names,
    length === '' ? '' : `${only?.duration === null ? '' : 'for '}${length}`,
    choice.failover === 'never' ? 'switches never work' : '',
    choice.failover === 'drawn' ? `switches drawn with seed ${choice.seed}${yearText(choice)}` : '',
    choice.crowding ? 'with crowding' : '',
    choice.independent ? 'only evidence from elsewhere' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
