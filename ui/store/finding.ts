/** What the concentration of a role comes to, in one sentence that the numbers carry. */
import type { ConcentrationChoice } from './session.ts';
import { isAmplified, mainCarriers, type SupplierRow } from './supplier-rows.ts';
import type { ConcentrationResult, SystemView } from './types.ts';
import { counted, countText, fineShareText, listText, ordinalText, roleText } from './words.ts';

export interface Finding {
  readonly title: string;
  readonly detail: string;
  /** The supplier that it is about, by its row; null when it is about none. */
  readonly row: SupplierRow | null;
}

interface Ranking {
  readonly rows: readonly SupplierRow[];
  readonly count: ConcentrationChoice['count'];
}

/** From this many times the direct value, the direct value misleads. */
const MISLEADING = 2;

/** The weight of the result as a word in a sentence: "reach". */
export function weightWord(view: SystemView, result: ConcentrationResult): string {
  const weight = view.weights.find(({ column }) => column === result.population.weight);
  return weight?.label.toLowerCase() ?? 'weight';
}

/** The finding about the supplier that hidden dependence raises most, or that there is none such. */
export function findingOf(view: SystemView, result: ConcentrationResult, { rows, count }: Ranking): Finding {
  const role = roleText(result.role);
  const [first] = rows;
  if (!first || first.total === 0) {
    const nobody = first === undefined || result.population.roleUserCount === 0;
    const title = nobody
      ? `Nobody with a weight depends on ${role}`
      : `No supplier of ${role} is a single point of failure`;
    const why = nobody ? '' : 'All who use it could switch to another, or lose nothing without it.';
    return { title, detail: result.remark || why, row: null };
  }
  const row = rows.reduce(
    (best, each) => (each.total - each.direct > best.total - best.direct ? each : best),
    first,
  );
  const words = { name: view.name[row.entity] ?? '', weight: weightWord(view, result), role };
  if (!isAmplified(row)) {
    return {
      title: `${sentenceOf(view.name[first.entity] ?? '', first.total, words.weight, count)}; hidden dependence adds nothing`,
      detail: `It is the largest of ${counted(rows.length, 'supplier', 'suppliers')} of ${role}.`,
      row: first,
    };
  }
  return { title: titleOf(row, words, count), detail: detailOf(view, result, { row, rows }), row };
}

function sentenceOf(
  name: string,
  share: number,
  weight: string,
  count: ConcentrationChoice['count'],
): string {
  return count === 'impact'
    ? `${name} is a single point of failure for ${fineShareText(share)} of ${weight}`
    : `${fineShareText(share)} of ${weight} depends on ${name}`;
}

function titleOf(
  row: SupplierRow,
  { name, weight }: { readonly name: string; readonly weight: string },
  count: ConcentrationChoice['count'],
): string {
  const sentence = sentenceOf(name, row.total, weight, count);
  if (row.direct === 0) return `${sentence}, though direct use shows none`;
  const not = row.amplification >= MISLEADING;
  const direct = fineShareText(row.direct);
  if (count === 'use') return `${sentence}, ${not ? 'not' : 'not only'} the ${direct} that uses it directly`;
  return `${sentence}, ${not ? 'not' : 'not only'} for the ${direct} that direct use shows`;
}

function detailOf(
  view: SystemView,
  result: ConcentrationResult,
  { row, rows }: { readonly row: SupplierRow; readonly rows: readonly SupplierRow[] },
): string {
  const carriers = mainCarriers(row);
  const through = carriers
    .filter(({ entity }) => entity !== row.entity)
    .map(({ entity }) => view.name[entity] ?? '');
  const sentences = [];
  if (through.length > 0)
    sentences.push(`The others stand on it through ${listText(through).replace(/\.$/, '')}.`);
  else if (carriers.length > 0) sentences.push('The others need it in another role.');
  const of = `of ${countText(rows.length)} suppliers of ${roleText(result.role)}`;
  const to = ordinalText(row.rankTotal);
  if (rows.length > 1) {
    if (row.direct === 0) sentences.push(`With hidden dependence it is ${to} ${of}.`);
    else if (row.rankTotal !== row.rankDirect)
      sentences.push(
        `Hidden dependence ${row.rankTotal < row.rankDirect ? 'lifts' : 'lowers'} it from ${ordinalText(row.rankDirect)} to ${to} ${of}.`,
      );
    else sentences.push(`It is ${to} ${of}, with hidden dependence as without.`);
  }
  return sentences.join(' ');
}
