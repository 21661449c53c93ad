/** What the texts of a recognised column are read as, and what a person must decide about them. */
import { EVIDENCE } from '../../model/system.ts';
import { NUMBER_STYLES, type NumberStyle } from '../number-style.ts';
import type { FieldDescription } from './fields.ts';
import type { Finding } from './finding.ts';
import { type ColumnPlan, columnPlan } from './import-plan.ts';
import type { ColumnProfile, TableProfile } from './profile.ts';
import { ALTERNATIVE, evidenceFor, fractionFor, kindFor } from './words.ts';

/** Kinds of those of whom no row says it. */
export const DEPENDENT_KIND = 'organisation';
export const SUPPLIER_KIND = 'cloud-service';
/** Share of the texts of a column that must fit for its content to tell what it is. */
export const MOSTLY = 0.8;

type Find = (
  kind: Finding['kind'],
  title: string,
  text: string,
  more: Pick<Finding, 'count' | 'choices'>,
) => void;

/** The column with what its words are read as, and what must be decided about them. */
export function withWords(
  plan: ColumnPlan,
  profile: ColumnProfile,
  field: FieldDescription,
  table: TableProfile,
  findings: Finding[],
): ColumnPlan {
  const note = columnPlan(profile.column, 'note');
  const find: Find = (kind, title, text, more) => {
    findings.push({ table: table.name, column: profile.column, kind, title, text, ...more });
  };
  if (field.id === 'dependent' || field.id === 'supplier') {
    const skipping = { ...plan, skip: [''] };
    if (profile.empty > 0)
      find(
        'know',
        `No ${field.id} in some rows`,
        `Row ${profile.emptyRow}: "${profile.column}" is empty. Nothing is made of such rows.`,
        {
          count: profile.empty,
          choices: [{ label: 'Skip the rows', column: skipping }],
        },
      );
    const named = profile.empty > 0 ? skipping : plan;
    if (field.id === 'dependent') return named;
    const isList = profile.several?.at === ';' || profile.several?.at === '|';
    const cut = { ...named, splitAt: isList ? profile.several!.at : '' };
    reportSeveral(cut, profile, table, findings);
    return cut;
  }
  const style = styleOf(profile);
  if (style !== undefined && (field.holds === 'number' || field.holds === 'fraction'))
    return withStyle(plan, profile, style, find);
  const { words } = profile;
  const texts = words.map(({ text }) => text);
  const withEmpty = (read: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    profile.empty > 0 ? { ...read, '': '' } : read;
  if (field.holds === 'kind') {
    const isNative = texts.every((text) => kindFor(text) === text.toLowerCase());
    if (words.length === 0 || isNative) return plan;
    const read = {
      ...plan,
      words: withEmpty(Object.fromEntries(texts.map((text) => [text, kindFor(text) ?? '']))),
    };
    const otherwise = field.id === 'kind' ? DEPENDENT_KIND : SUPPLIER_KIND;
    const unknown = words.filter(({ text }) => kindFor(text) === undefined);
    if (unknown.length > 0)
      find(
        'decide',
        `${unknown.length === 1 ? 'A word is' : `${unknown.length} words are`} no kind`,
        `In "${profile.column}": ${unknown
          .slice(0, 4)
          .map(({ text }) => `'${text}'`)
          .join(', ')}. Choose a kind for each word; without one it is read as ${otherwise}.`,
        {
          count: unknown.reduce((sum, { count }) => sum + count, 0),
          choices: [
            {
              label: `Read as ${otherwise}`,
              column: { ...read, words: filledWith(read.words, otherwise) },
            },
            { label: 'Keep as note', column: note },
          ],
        },
      );
    else
      find('know', `"${profile.column}" says the kind`, 'Its words are read as kinds of entity.', {
        count: profile.filled,
        choices: [],
      });
    return read;
  }
  if (field.holds === 'fraction') return fractionWords({ plan, profile, field, find, note, withEmpty });
  if (field.holds === 'evidence') {
    if (
      texts.length > 0 &&
      texts.every((text) => (EVIDENCE as readonly string[]).includes(text.toLowerCase()))
    )
      return plan;
    if (texts.length === 0) return note;
    const read = {
      ...plan,
      words: withEmpty(Object.fromEntries(texts.map((text) => [text, evidenceFor(text)]))),
    };
    find(
      'decide',
      `"${profile.column}" is no grade of evidence yet`,
      `Grades are ${EVIDENCE.join(', ')}. Use the suggestions, or keep it as a note.`,
      {
        count: profile.filled,
        choices: [
          { label: 'Use suggestions', column: read },
          { label: 'Keep as note', column: note },
        ],
      },
    );
    return read;
  }
  if (field.id === 'as_of' && profile.empty > 0)
    find(
      'know',
      'Year is missing',
      `Row ${profile.emptyRow}: "${profile.column}" is empty. The evidence shows as undated.`,
      { count: profile.empty, choices: [] },
    );
  return plan;
}

/** Cells that are numbers, however they are written. */
export function numericCells({ numbers, styled }: ColumnProfile): number {
  return Math.max(numbers, ...NUMBER_STYLES.map((style) => styled[style]));
}

/** How the numbers of a column are written, where most of its cells are none as they stand, or all may mean another. */
function styleOf(profile: ColumnProfile): NumberStyle | undefined {
  const { filled, numbers, styled, twofold } = profile;
  // "1.234" in every cell: three decimals, or thousands
  if (numbers === filled && filled > 1 && twofold === filled) return 'decimal-point';
  const most = numericCells(profile);
  if (numbers === filled || most === numbers || most < MOSTLY * filled) return undefined;
  return styled['decimal-comma'] === most && (styled['decimal-point'] < most || twofold > 0)
    ? 'decimal-comma'
    : 'decimal-point';
}

/** The column with the style of its numbers: to be decided where both fit and mean something else. */
function withStyle(
  plan: ColumnPlan,
  { column, styled, twofold, filled, words, numbers }: ColumnProfile,
  style: NumberStyle,
  find: Find,
): ColumnPlan {
  const isEither = twofold > 0 && styled['decimal-comma'] === styled['decimal-point'];
  const comma = {
    label: 'Decimal comma: 1.234,5',
    column: { ...plan, numbers: 'decimal-comma' as const },
  };
  const point = {
    label: 'Decimal point: 1,234.5',
    column: { ...plan, numbers: 'decimal-point' as const },
  };
  const example = words.find(({ text }) => /\D/.test(text))?.text;
  const suchAs = example === undefined ? '' : `, such as '${example}'`;
  const what = style === 'decimal-comma' ? 'a decimal comma' : 'groups of thousands or a percent sign';
  find(
    isEither ? 'decide' : 'know',
    isEither ? 'Decimals or thousands?' : `Numbers with ${what}`,
    `"${column}" has numbers that are not written plainly${suchAs}. ${isEither ? 'They can be read in two ways.' : 'They are read as numbers.'}`,
    {
      count: isEither ? twofold : filled - numbers,
      choices: style === 'decimal-comma' ? [comma, point] : [point, comma],
    },
  );
  return { ...plan, numbers: style };
}

function filledWith(words: Readonly<Record<string, string>>, word: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(words).map(([from, to]) => [from, to === '' && from !== '' ? word : to]),
  );
}

function fractionWords({
  plan,
  profile,
  field,
  find,
  note,
  withEmpty,
}: {
  readonly plan: ColumnPlan;
  readonly profile: ColumnProfile;
  readonly field: FieldDescription;
  readonly find: Find;
  readonly note: ColumnPlan;
  readonly withEmpty: (read: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
}): ColumnPlan {
  const { words, column, filled, numbers, least, most } = profile;
  const isBinary = words.length > 0 && words.every(({ text }) => text === '0' || text === '1');
  if (numbers === filled && least >= 0 && most <= 1 && !(isBinary && field.id === 'loss')) return plan;
  if (words.length === 0) {
    find(
      'decide',
      `${field.label} is not a number from 0 to 1`,
      `"${column}" holds ${numbers === filled ? `numbers from ${least} to ${most}` : 'many different texts'}. Keep it as a note, or change the file.`,
      {
        count: filled,
        choices: [{ label: 'Keep as note', column: note }],
      },
    );
    return plan;
  }
  const scale = numbers === filled && most > 1 ? (most <= 10 ? most : 100) : 0;
  const value = (text: string): string =>
    scale > 0
      ? String(Math.round((1000 * Math.max(0, Number(text))) / scale) / 1000)
      : isBinary && text === '0'
        ? '0.1'
        : fractionFor(field.id, text);
  const read = {
    ...plan,
    words: withEmpty(Object.fromEntries(words.map(({ text }) => [text, value(text)]))),
  };
  const example = words[0]!;
  const suggested = words.map(
    ({ text }) => `${text} ${read.words[text] === ALTERNATIVE ? 'one of several' : read.words[text] || '?'}`,
  );
  const isSaid = words.every(({ text }) => value(text) !== '');
  find(
    'decide',
    isBinary ? `${field.label} is told as yes or no` : `${field.label} is not a number`,
    `Row ${example.row}, column ${column}: '${example.text}'${isBinary ? '' : ' is not a number from 0 to 1'}. Suggested: ${suggested.slice(0, 5).join(', ')}.`,
    {
      count: filled,
      choices: [
        ...(isSaid ? [{ label: 'Use suggestions', column: read }] : []),
        { label: 'Keep as note', column: note },
      ],
    },
  );
  return read;
}

/** Tells of cells that hold several names. */
export function reportSeveral(
  plan: ColumnPlan,
  profile: ColumnProfile,
  table: TableProfile,
  findings: Finding[],
): void {
  const { several } = profile;
  if (several === null) return;
  const split = { label: `Split at ${several.at}`, column: { ...plan, splitAt: several.at } };
  const whole = { label: 'Keep as one', column: { ...plan, splitAt: '' } };
  findings.push({
    table: table.name,
    column: profile.column,
    kind: 'know',
    title: 'Several names in one cell',
    text: `${several.rows.length > 1 ? 'Rows' : 'Row'} ${several.rows.join(', ')}: a cell of "${profile.column}" holds '${several.at}'. ${plan.splitAt === '' ? 'Read as one supplier each unless split.' : 'Read as several suppliers.'}`,
    count: several.count,
    choices: plan.splitAt === '' ? [split, whole] : [whole, split],
  });
}
