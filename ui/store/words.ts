/** Numbers and names as a person reads them. */
import type { CascadeResult, SystemView } from './types.ts';

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const rounded = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const compact = new Intl.NumberFormat('en', {
  notation: 'compact',
  compactDisplay: 'long',
  maximumSignificantDigits: 3,
});
const SPACE = '\u00a0';
const MILLION = 1_000_000;

/** A whole count: "1,240". */
export function countText(count: number): string {
  return grouped.format(count);
}

/** An amount to three digits: "12.4", "1,240", "5.3 million". */
export function amountText(amount: number): string {
  return amount >= MILLION ? compact.format(amount).replaceAll(' ', SPACE) : rounded.format(amount);
}

const MILLIONS = 'million ';

/** An amount with its unit: "12.4 users", "33.7 billion people" rather than "33,700 million people". */
export function unitAmountText(amount: number, unit: string): string {
  const isMany = unit.startsWith(MILLIONS) && amount >= 1000;
  return isMany
    ? `${amountText(MILLION * amount)} ${unit.slice(MILLIONS.length)}`
    : `${amountText(amount)} ${unit}`;
}

/** A share of one as percent: "34 %", "0.4 %", "<0.1 %". */
export function shareText(share: number): string {
  const percent = share * 100;
  if (percent === 0) return `0${SPACE}%`;
  if (percent < 0.1) return `<0.1${SPACE}%`;
  if (percent < 10) return `${percent.toFixed(1).replace(/\.0$/, '')}${SPACE}%`;
  if (percent > 99 && percent < 100) return `>99${SPACE}%`;
  return `${Math.round(percent)}${SPACE}%`;
}

/** A share of one as percent with one digit, for shares that are compared: "22.8 %", "1.0 %", "<0.1 %". */
export function fineShareText(share: number): string {
  const percent = share * 100;
  if (percent === 0) return `0${SPACE}%`;
  if (percent < 0.05) return `<0.1${SPACE}%`;
  return `${percent.toFixed(1)}${SPACE}%`;
}

/** A ratio to two digits: "1.6 x", "23 x". */
export function timesText(ratio: number): string {
  return `${ratio < 9.95 ? ratio.toFixed(1) : countText(ratio)}${SPACE}x`;
}

/** A place in a ranking: "1st", "22nd", "113th". */
export function ordinalText(place: number): string {
  const tens = place % 100;
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
  return `${countText(place)}${ending}`;
}

/** A count with its noun: "1 entity", "12 entities". */
export function counted(count: number, one: string, many: string): string {
  return `${countText(count)}${SPACE}${count === 1 ? one : many}`;
}

/** A size: "47 KB". */
export function bytesText(bytes: number): string {
  if (bytes < 1e3) return `${countText(bytes)} bytes`;
  if (bytes < 1e6) return `${countText(bytes / 1e3)} KB`;
  return bytes < 1e9 ? `${countText(bytes / 1e6)} MB` : `${countText(bytes / 1e9)} GB`;
}

/** Words of vocabularies that are not written as they are. */
const SPELLED: ReadonlyMap<string, string> = new Map([
  ['dns', 'DNS'],
  ['cdn', 'CDN'],
  ['gnss', 'GNSS'],
  ['ddos', 'DDoS'],
]);

/** Entries of vocabularies that people know by another name. */
const KNOWN_AS: ReadonlyMap<string, string> = new Map([
  ['ntp', 'time service'],
  ['ca', 'certificate authority'],
  ['former-ca', 'former certificate authority'],
  ['tld', 'top-level domain'],
  ['foundations', 'shared foundations'],
]);

/** An entry of a vocabulary, such as a role, in the middle of a sentence: "DNS", "cloud provider". */
export function roleText(word: string): string {
  const spelled = () =>
    word
      .split('-')
      .map((part) => SPELLED.get(part) ?? part)
      .join(' ');
  return KNOWN_AS.get(word) ?? spelled();
}

/** An entry of a vocabulary in sentence case: "cloud-provider" becomes "Cloud provider". */
export function vocabularyText(word: string): string {
  const text = roleText(word);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** The name of a country by its two-letter code; the code itself when it is none. */
export function countryText(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code;
}

/** Names joined for a sentence: "A", "A and B", "A, B and 3 more". */
export function listText(names: readonly string[], most = 3): string {
  if (names.length <= 1) return names.join('');
  const shown = names.length > most ? names.slice(0, most - 1) : names.slice(0, -1);
  const rest = names.length - shown.length;
  return `${shown.join(', ')} and ${rest === 1 ? names.at(-1) : `${rest} more`}`;
}

/** What the dataset is called; own files need not say. */
export function titleOf(view: SystemView): string {
  return view.about.title || view.about.name || 'My data';
}

/** Names of entities for a sentence. */
export function entityList(view: SystemView, entities: readonly number[], most = 3): string {
  return listText(
    entities.map((v) => view.name[v] ?? ''),
    most,
  );
}

export type StateName = 'up' | 'degraded' | 'down';

/** The state that a level of service is drawn and told as. */
export function stateOf(level: number): StateName {
  if (level >= 1) return 'up';
  return level > 0 ? 'degraded' : 'down';
}

/** The state of an entity after a cascade; `failed` is down by choice, not as a consequence. */
export function stateIn(cascade: CascadeResult | null, entity: number): StateName | 'failed' {
  if (!cascade) return 'up';
  return cascade.failed.includes(entity) ? 'failed' : stateOf(cascade.level[entity] ?? 1);
}

/** "Down", "Degraded to 40 %", "Up". */
export function levelText(level: number): string {
  const state = stateOf(level);
  if (state === 'degraded') return `Degraded to ${shareText(level)}`;
  return state === 'down' ? 'Down' : 'Up';
}

/** The first year in a date, or null. */
export function yearOf(asOf: string): number | null {
  const year = /\b(19|20)\d\d\b/.exec(asOf);
  return year ? Number(year[0]) : null;
}

/** A source as words and the web address in them, if there is one. */
export function sourceParts(source: string): { readonly words: string; readonly address: string | null } {
  const found = /https?:\/\/\S+/i.exec(source);
  const address = found ? webAddress(found[0].replace(/[).,;]+$/, '')) : null;
  if (!found || !address) return { words: source, address: null };
  const words = source.slice(0, found.index).replace(/[:\s(]+$/, '');
  return { words: words === '' ? new URL(address).hostname : words, address };
}

/** The address when it is http or https and safe to link to, else null. */
export function webAddress(source: string): string | null {
  const text = source.trim();
  if (!/^https?:\/\//i.test(text)) return null;
  try {
    const address = new URL(text);
    return address.protocol === 'https:' || address.protocol === 'http:' ? address.href : null;
  } catch {
    return null;
  }
}
