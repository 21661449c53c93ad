/** Rows of entities.csv -> the entity table, with every problem reported (model.md, section 2). */
import { floatColumnBuilder, intColumnBuilder, textColumnBuilder } from './columns.ts';
import { isCountryCode } from './countries.ts';
import { KINDS, kindIndex } from './kinds.ts';
import { NOT_NEGATIVE, POSITIVE, type RowReader } from './row-reader.ts';
import type { EntityTable, Weight } from './system.ts';

/** Columns that the model reads; weights are declared by the dataset, all others are kept unread. */
export const ENTITY_COLUMNS = [
  'id',
  'name',
  'kind',
  'operator',
  'country',
  'sector',
  'outages_per_year',
  'outage_hours_p50',
  'outage_hours_p95',
  'recovery_hours',
  'capacity',
  'source',
  'as_of',
] as const;

/** A weight as a dataset declares it, before its values are read. */
export type WeightDeclaration = Omit<Weight, 'values'>;

/** Stands in for a kind that is not in the list, so that one wrong word does not orphan its dependencies. */
const FALLBACK_KIND = kindIndex('platform');

export interface EntitiesBuilder {
  /** Reads the row that the reader has open. */
  add(): void;
  finish(): {
    readonly entities: EntityTable;
    readonly weights: readonly Weight[];
    readonly indexOf: ReadonlyMap<string, number>;
  };
}

/** Builds the entity table row by row; O(1) per row. The reader's table must have the columns id and kind. */
export function entitiesBuilder(
  reader: RowReader,
  declarations: readonly WeightDeclaration[],
): EntitiesBuilder {
  const indexOf = new Map<string, number>();
  const id: string[] = [];
  const name: string[] = [];
  const kind = intColumnBuilder();
  const operatorId: string[] = [];
  const rows = intColumnBuilder();
  const country = textColumnBuilder();
  const sector = textColumnBuilder();
  const outagesPerYear = floatColumnBuilder();
  const outageHoursP50 = floatColumnBuilder();
  const outageHoursP95 = floatColumnBuilder();
  const recoveryHours = floatColumnBuilder();
  const capacity = floatColumnBuilder();
  const source = textColumnBuilder();
  const asOf = textColumnBuilder();
  const weights = declarations.map((declaration) => ({ declaration, values: floatColumnBuilder() }));
  const known = new Set<string>([
    ...ENTITY_COLUMNS,
    ...declarations.map((declaration) => declaration.column.toLowerCase()),
  ]);
  const extra = reader.unknownColumns(known).map((column) => ({ ...column, values: textColumnBuilder() }));

  return {
    add() {
      const key = reader.text('id');
      if (key === '') {
        reader.report('error', 'id', '', 'The id is empty; the row is left out.');
        return;
      }
      const first = indexOf.get(key);
      if (first !== undefined) {
        reader.report(
          'error',
          'id',
          key,
          `The id '${key}' is taken by ${reader.rowName(rows.at(first))}; this row is left out.`,
        );
        return;
      }
      indexOf.set(key, id.length);
      id.push(key);
      rows.push(reader.row);
      name.push(reader.text('name') || key);
      kind.push(readKind(reader));
      operatorId.push(reader.text('operator'));
      country.push(readCountry(reader));
      sector.push(reader.text('sector'));
      const perYear = reader.number('outages_per_year', NOT_NEGATIVE);
      outagesPerYear.push(perYear);
      const [p50, p95] = readOutageHours(reader);
      if (perYear > 0 && Number.isNaN(p50))
        reader.report(
          'warning',
          'outages_per_year',
          String(perYear),
          'There is a rate of outages without a duration, so it is never out by itself; give outage_hours_p50 and outage_hours_p95.',
        );
      outageHoursP50.push(p50);
      outageHoursP95.push(p95);
      recoveryHours.push(reader.number('recovery_hours', NOT_NEGATIVE));
      capacity.push(reader.number('capacity', NOT_NEGATIVE));
      source.push(reader.text('source'));
      asOf.push(reader.year('as_of'));
      for (const weight of weights)
        weight.values.push(reader.number(weight.declaration.column.toLowerCase(), NOT_NEGATIVE) || 0);
      for (const column of extra) column.values.push(reader.raw(column.at));
    },
    finish() {
      const operator = resolveOperators(reader, operatorId, rows.finish(), indexOf);
      return {
        entities: {
          count: id.length,
          id,
          name,
          kind: Uint8Array.from(kind.finish()),
          operator,
          country: country.finish(),
          sector: sector.finish(),
          outagesPerYear: outagesPerYear.finish(),
          outageHoursP50: outageHoursP50.finish(),
          outageHoursP95: outageHoursP95.finish(),
          recoveryHours: recoveryHours.finish(),
          capacity: capacity.finish(),
          source: source.finish(),
          asOf: asOf.finish(),
          extra: new Map(extra.map((column) => [column.header, column.values.finish()])),
        },
        weights: weights.map((weight) => ({ ...weight.declaration, values: weight.values.finish() })),
        indexOf,
      };
    },
  };
}

function readKind(reader: RowReader): number {
  const text = reader.text('kind');
  const kind = kindIndex(text.toLowerCase());
  if (kind >= 0) return kind;
  reader.report(
    'error',
    'kind',
    text,
    `${text === '' ? 'The kind is empty' : `'${text}' is not a kind`}; the entity is read as ${KINDS[FALLBACK_KIND]}. Kinds: ${KINDS.join(', ')}.`,
  );
  return FALLBACK_KIND;
}

function readCountry(reader: RowReader): string {
  const text = reader.text('country');
  const code = text.toUpperCase();
  if (text === '' || isCountryCode(code)) return code;
  reader.report(
    'error',
    'country',
    text,
    `'${text}' is not a two-letter country code (ISO 3166-1); the cell is read as empty.`,
  );
  return '';
}

function readOutageHours(reader: RowReader): readonly [number, number] {
  const p50 = reader.number('outage_hours_p50', POSITIVE);
  const p95 = reader.number('outage_hours_p95', POSITIVE);
  const [hasP50, hasP95] = [!Number.isNaN(p50), !Number.isNaN(p95)];
  if (hasP50 === hasP95 && !(p95 < p50)) return [p50, p95];
  const [column, message] =
    hasP50 && hasP95
      ? ['outage_hours_p95', `The 95 % point ${p95} h is below the median ${p50} h; both are read as empty.`]
      : [
          hasP50 ? 'outage_hours_p50' : 'outage_hours_p95',
          'The median and the 95 % point go together; the lone one is read as empty.',
        ];
  reader.report('error', column, reader.text(column), message);
  return [Number.NaN, Number.NaN];
}

/** Ids to indices; an unknown operator and one that closes a cycle are reported and read as none. */
function resolveOperators(
  reader: RowReader,
  operatorId: readonly string[],
  rows: Int32Array,
  indexOf: ReadonlyMap<string, number>,
): Int32Array {
  const operator = new Int32Array(operatorId.length).fill(-1);
  const refuse = (v: number, message: string): void =>
    reader.report('error', 'operator', operatorId[v]!, `${message}; the operator is read as none.`, rows[v]);
  operatorId.forEach((id, v) => {
    const found = id === '' ? -1 : indexOf.get(id);
    if (found === undefined) refuse(v, `There is no entity '${id}'`);
    else operator[v] = found;
  });
  // 0 = not seen, 1 = on the current path, 2 = known to lead out of every cycle
  const mark = new Uint8Array(operator.length);
  for (let v = 0; v < operator.length; v++) {
    let u = v;
    let last = -1;
    while (u >= 0 && mark[u] === 0) {
      mark[u] = 1;
      last = u;
      u = operator[u]!;
    }
    if (u >= 0 && mark[u] === 1) {
      refuse(last, 'The operators run in a circle');
      operator[last] = -1;
    }
    for (u = v; u >= 0 && mark[u] === 1; u = operator[u]!) mark[u] = 2;
  }
  return operator;
}
