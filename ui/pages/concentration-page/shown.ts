/** What every part of the page is given. */
import type { Hue } from '../../parts/marks.ts';
import { weightWord } from '../../store/finding.ts';
import type { ConcentrationChoice } from '../../store/session.ts';
import type { SupplierRow } from '../../store/supplier-rows.ts';
import type { ConcentrationResult, SystemView } from '../../store/types.ts';
import { amountText, counted, countryText, listText, vocabularyText } from '../../store/words.ts';

export interface Shown {
  readonly view: SystemView;
  readonly result: ConcentrationResult;
  readonly rows: readonly SupplierRow[];
  readonly count: ConcentrationChoice['count'];
  readonly hue: Hue;
}

/** "33,700 million people (reach), 315 users in finance in Germany". */
export function populationText({ view, result }: Pick<Shown, 'view' | 'result'>): string {
  const { totalWeight, unit, userCount, sectors, countries } = result.population;
  const amount = unit === '' || unit === '1' ? amountText(totalWeight) : `${amountText(totalWeight)} ${unit}`;
  const narrowed = [
    sectors.length > 0 ? ` in ${listText(sectors.map(vocabularyText)).toLowerCase()}` : '',
    countries.length > 0 ? ` in ${listText(countries.map(countryText))}` : '',
  ].join('');
  const word = weightWord(view, result);
  const of = word === unit ? '' : ` (${word})`;
  return `${amount}${of}, ${counted(userCount, 'user', 'users')}${narrowed}`;
}

/** What is counted, in words that fit behind "share of ...". */
export function whatCounts({ view, result, count }: Pick<Shown, 'view' | 'result' | 'count'>): string {
  const weight = weightWord(view, result);
  return count === 'impact'
    ? `${weight} that cannot do without the supplier`
    : `${weight} that uses the supplier at all`;
}

/** Where the data come from, in one sentence. */
export function sourceNote(view: SystemView): string {
  const { title, name, asOf, sources } = view.about;
  const from = sources.length > 0 ? ` Compiled from ${counted(sources.length, 'source', 'sources')}.` : '';
  return `Data: ${title || name || 'own files'}${asOf === '' ? '' : `, ${asOf}`}.${from}`;
}
