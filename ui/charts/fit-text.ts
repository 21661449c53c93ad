/** Text in a picture has no ellipsis of its own: it is measured and cut. */

const FAMILY = '"Inter Variable", Inter, "Helvetica Neue", Arial, sans-serif';
const widths = new Map<string, number>();
let brush: CanvasRenderingContext2D | null | undefined;

/** Width in pixels of a text of 12 px, as good as the browser tells. */
export function textWidth(text: string, weight: 400 | 600 = 400): number {
  const key = `${weight} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    brush ??= document.createElement('canvas').getContext('2d');
    if (brush) brush.font = `${weight} 12px ${FAMILY}`;
    width = brush?.measureText(text).width ?? text.length * 6.5;
    widths.set(key, width);
  }
  return width;
}

/** The text, or as much of it as fits with an ellipsis; empty when not even that fits. */
export function fitText(text: string, room: number, weight: 400 | 600 = 400): string {
  if (textWidth(text, weight) <= room) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textWidth(`${text.slice(0, middle).trimEnd()}…`, weight) <= room) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${text.slice(0, low).trimEnd()}…`;
}
