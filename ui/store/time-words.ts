/** Hours as a person reads them. */

const SPACE = '\u00a0';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A span of hours: "45 s", "8 min", "2 h 52 min", "14 h", "3 d 4 h". */
export function durationText(hours: number): string {
  if (!Number.isFinite(hours)) return 'for good';
  const seconds = Math.round(hours * 3600);
  if (seconds < 60) return `${seconds}${SPACE}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes}${SPACE}min`;
  const whole = Math.floor(minutes / 60);
  if (whole < 48) return joined([whole, 'h'], [minutes % 60, 'min']);
  return joined([Math.floor(whole / 24), 'd'], [whole % 24, 'h']);
}

function joined(...parts: readonly (readonly [number, string])[]): string {
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${SPACE}${unit}`)
    .join(' ');
}

/**
 * A moment of the film: the time of day of a real outage ("13:20", on another day than its first "21 Oct 04:10"),
 * else hours and minutes from the start ("6:32").
 */
export function momentText(hour: number, start: string | null): string {
  if (start === null) {
    const minutes = Math.round(hour * 60);
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  }
  const first = Date.parse(start);
  const at = Math.round((first + hour * HOUR_MS) / MINUTE_MS) * MINUTE_MS;
  return day.format(at) === day.format(first) ? time.format(at) : `${day.format(at)} ${time.format(at)}`;
}

/** Reads what people write for a span: "2h52m", "90 min", "3d", "1.5" (hours); null when it cannot be read. */
export function parseDuration(text: string): number | null {
  const units: Readonly<Record<string, number>> = { d: 24, h: 1, m: 1 / 60, s: 1 / 3600 };
  const plain = text.trim().toLowerCase().replaceAll(',', '.');
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain);
  const parts = [...plain.matchAll(/(\d+(?:\.\d+)?)\s*(d|h|m|s)[a-z]*\s*/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== plain) return null;
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit ?? '']!, 0);
}
