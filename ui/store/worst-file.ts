/** The ranking of worst cases as a table for a file: nothing rounded. */
import type { SystemView, WorstCase } from './types.ts';

interface Ranked {
  readonly cases: readonly WorstCase[];
  /** Index of the weight. */
  readonly weight: number;
  readonly durationHours: number;
  readonly size: 1 | 2;
}

/** Head and rows, one for each case. */
export function worstRows(
  view: SystemView,
  { cases, weight, durationHours, size }: Ranked,
): readonly (readonly (string | number)[])[] {
  const unit = view.weights[weight]?.unit ?? '';
  const lost = unit === '' || unit === '1' ? 'hours' : `${unit} × hours`;
  const isPair = size === 2;
  return [
    [
      'Rank',
      'Id',
      'Name',
      ...(isPair ? ['Second id', 'Second name'] : []),
      'Duration (hours)',
      `Loss (${lost})`,
      ...(isPair ? [`First alone (${lost})`, `Second alone (${lost})`, `Surprise (${lost})`] : []),
      'Affected (entities)',
      'Last back (hours)',
    ],
    ...cases.map((each, i) => [
      i + 1,
      view.id[each.first] ?? '',
      view.name[each.first] ?? '',
      ...(isPair ? [view.id[each.second] ?? '', view.name[each.second] ?? ''] : []),
      durationHours,
      each.weightHours,
      ...(isPair ? [each.firstAlone, each.secondAlone, each.surprise] : []),
      each.affected,
      Number.isFinite(each.backHour) ? each.backHour : 'never',
    ]),
  ];
}
