/** Numbers as people and spreadsheets write them, read as the plain numbers that the model has. */

/** Ways to write a number: "1.234,5" and "1,234.5". Both may group by spaces or apostrophes, and end in "%". */
export const NUMBER_STYLES = ['decimal-comma', 'decimal-point'] as const;

export type NumberStyle = (typeof NUMBER_STYLES)[number];

const PATTERNS: Readonly<Record<NumberStyle, RegExp>> = {
  'decimal-comma': /^([+-]?)([1-9]\d{0,2}(?:[. \u00a0\u202f'’]\d{3})+|\d+)(?:,(\d+))?(\s?%)?$/,
  'decimal-point': /^([+-]?)([1-9]\d{0,2}(?:[, \u00a0\u202f'’]\d{3})+|\d+)(?:\.(\d+))?(\s?%)?$/,
};

/** The number that a text is in a style, written plainly, "12,5 %" as "0.125"; undefined where it is none. */
export function plainNumber(text: string, style: NumberStyle): string | undefined {
  const [, sign = '', whole, fraction = '', percent] = PATTERNS[style].exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = whole.replace(/\D/g, '');
  // hundredths by moving the point, for a division would add digits that nobody wrote
  const [before, after] = percent === undefined ? [digits, fraction] : hundredths(digits, fraction);
  const plain = `${sign === '-' ? '-' : ''}${before}${after === '' ? '' : `.${after}`}`;
  return plain;
}

function hundredths(whole: string, fraction: string): readonly [string, string] {
  const digits = whole.padStart(3, '0');
  return [digits.slice(0, -2), `${digits.slice(-2)}${fraction}`];
}
