/** The colours of the tokens as values, for what CSS cannot reach: WebGL and canvas. */

const TOKENS = [
  'bg',
  'surface',
  'text',
  'text-2',
  'text-3',
  'line',
  'ink',
  'edge',
  'edge-strong',
  'focus',
  'degraded',
  'down',
  'recovering',
  'demand',
  'demand-soft',
  'provider',
  'provider-soft',
  'foundation',
  'foundation-soft',
  'cause',
  'cause-soft',
  'shade-1',
  'shade-2',
  'shade-3',
  'shade-4',
  'shade-5',
] as const;

export type Token = (typeof TOKENS)[number];

/** Every token as `#rrggbb`, and the typeface. */
export type Palette = Readonly<Record<Token | 'font', string>>;

const MISSING = '#808080';

/** Reads the tokens as they are now; read again after the scheme has changed. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const palette: Record<string, string> = {
    font: style.getPropertyValue('--font').trim() || 'sans-serif',
  };
  for (const token of TOKENS) {
    palette[token] = sixDigits(style.getPropertyValue(`--${token}`).trim());
  }
  return palette as Palette;
}

/** `#rrggbb` of a hexadecimal colour, which the build may have shortened to `#rgb`. */
function sixDigits(value: string): string {
  const long = value.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3').toLowerCase();
  return /^#[0-9a-f]{6}$/.test(long) ? long : MISSING;
}

/** Whether two palettes would draw the same picture. */
export function samePalette(a: Palette, b: Palette): boolean {
  return a.font === b.font && TOKENS.every((token) => a[token] === b[token]);
}

function channels(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** A colour with an opacity, for canvas and for programs that multiply themselves. */
export function withAlpha(hex: string, alpha: number): string {
  const [r, g, b] = channels(hex);
  return `rgba(${r},${g},${b},${alpha})`;
}

/**
 * A colour with an opacity for Sigma's own programs. They write colours as they are, while the blending
 * expects them multiplied by their opacity; without that, faint lines would glow.
 */
export function premultiplied(hex: string, alpha: number): string {
  const [r, g, b] = channels(hex).map((c) => Math.round(c * alpha));
  return `rgba(${r},${g},${b},${alpha})`;
}
