/** Which cells of a workbook are dates, and what a number means as one (ISO/IEC 29500-1, 18.8.30 and 18.17.4). */
import { xmlWalk } from './xml.ts';

/** How a number is shown: as it is, as a day, as a time of day, as both, or as hours that passed. */
export type NumberFormat = 'number' | 'date' | 'time' | 'moment' | 'elapsed';

const MS_PER_DAY = 86_400_000;

/** Serial 0 of the two calendars, in milliseconds of the calendar. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** The 1900 calendar has a 29 February 1900, before which all serials are one less. */
const LEAP_FAULT = 60;

/** Serials beyond this have a year of five digits. */
const LAST_SERIAL = 2_958_465;

/** The format of each style of cells, by index; empty when the styles cannot be read. */
export function cellFormats(styles: Iterable<string>): readonly NumberFormat[] {
  const codeOf = new Map<number, string>();
  const formats: NumberFormat[] = [];
  const walk = xmlWalk(styles);
  let isCellStyle = false;
  for (let step = walk.next(); step !== 'end' && step !== 'fault'; step = walk.next()) {
    if (walk.name === 'cellXfs') isCellStyle = step === 'open';
    if (step !== 'open') continue;
    if (walk.name === 'numFmt')
      codeOf.set(Number(walk.attribute('numFmtId')), walk.attribute('formatCode') ?? '');
    if (walk.name === 'xf' && isCellStyle) {
      const id = Number(walk.attribute('numFmtId') ?? 0);
      const code = codeOf.get(id);
      formats.push(code === undefined ? builtIn(id) : formatOf(code));
    }
  }
  return formats;
}

/** Formats that every program knows by number and files do not spell out. */
function builtIn(id: number): NumberFormat {
  if (id === 22) return 'moment';
  if (id === 46) return 'elapsed';
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return 'time';
  // 27 to 36 and 50 to 58 are dates in East Asian locales and unused elsewhere
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  return 'number';
}

/** What a format code such as `yyyy-mm-dd;@` shows. */
function formatOf(code: string): NumberFormat {
  const bare = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  if (/\[[hms]+\]/i.test(bare)) return 'elapsed';
  if (/general/i.test(bare)) return 'number';
  const hasDay = /[yd]/i.test(bare);
  const hasTime = /[hs]/i.test(bare);
  if (hasDay || hasTime) return hasDay && hasTime ? 'moment' : hasDay ? 'date' : 'time';
  return /m/i.test(bare) ? 'date' : 'number';
}

/** A number in the form in which texts of the model have it; undefined where it is no date. */
export function shownNumber(
  value: number,
  format: NumberFormat,
  calendar: '1900' | '1904',
): string | undefined {
  // a spreadsheet shows 15 digits, though the file holds 0.30000000000000004
  if (format === 'number') return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
  if (value < 0 || value > LAST_SERIAL) return undefined;
  const seconds = Math.round(value * 86_400);
  if (format === 'elapsed') return clock(seconds);
  if (format === 'time') return clock(seconds % 86_400);
  const epoch = calendar === '1904' ? EPOCH_1904 : EPOCH_1900;
  const early = calendar === '1900' && value < LEAP_FAULT ? MS_PER_DAY : 0;
  const iso = new Date(epoch + early + seconds * 1000).toISOString();
  return format === 'date' || seconds % 86_400 === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}

function clock(seconds: number): string {
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
