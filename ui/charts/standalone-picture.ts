/** A chart as an SVG file of its own: what the screen shows, with title, key and notes, and no style sheet. */
interface Words {
  readonly title: string;
  readonly subtitle: string;
  readonly notes: readonly string[];
}

/** What the style sheets decide and a file must say itself. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
] as const;

const MARGIN = 16;
const LINE = 16;
/** Pixels that a character of 11 px takes on average. */
const CHARACTER = 5.6;

/**
 * The file's text. `picture` is an SVG, or an element with SVGs that lie over one another. `ground` is the element around the picture: its background and text colours are taken, and
 * the key that stands in it.
 */
export function standalonePicture(picture: Element, words: Words, ground: Element): string {
  const box = picture.getBoundingClientRect();
  const style = getComputedStyle(ground);
  const layers =
    picture instanceof SVGSVGElement ? [picture] : picture.querySelectorAll<SVGSVGElement>(':scope > svg');
  const width = Math.ceil(box.width) + 2 * MARGIN;
  const top: string[] = [];
  let y = MARGIN + 10;
  const write = (text: string, size: number, weight = 400) => {
    for (const line of wrapped(text, (width - 2 * MARGIN) / (CHARACTER * (size / 11)))) {
      top.push(
        `<text x="${MARGIN}" y="${y}" font-size="${size}" font-weight="${weight}">${escaped(line)}</text>`,
      );
      y += LINE;
    }
  };
  write(words.title, 13, 600);
  write(words.subtitle, 12);
  for (const item of ground.querySelectorAll('[data-key] li')) {
    const sample = item.querySelector('svg');
    if (!sample) continue;
    const mark = withStyles(sample);
    mark.setAttribute('x', String(MARGIN));
    mark.setAttribute('y', String(y - 10));
    const text = `<text x="${MARGIN + 26}" y="${y}" font-size="12">${escaped(item.textContent ?? '')}</text>`;
    top.push(new XMLSerializer().serializeToString(mark), text);
    y += LINE;
  }
  const pictureTop = y;
  y += Math.ceil(box.height) + LINE;
  for (const note of words.notes) write(note, 11);
  const drawn = Array.from(layers, (layer) => {
    const copy = withStyles(layer);
    const { left, top, width, height } = layer.getBoundingClientRect();
    copy.setAttribute('x', String(MARGIN + left - box.left));
    copy.setAttribute('y', String(pictureTop + top - box.top));
    copy.setAttribute('width', String(Math.ceil(width)));
    copy.setAttribute('height', String(Math.ceil(height)));
    // where the page puts it is said by these
    copy.removeAttribute('style');
    return new XMLSerializer().serializeToString(copy);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}"`,
    ` font-family="${escaped(style.fontFamily)}" fill="${style.color}">`,
    `<title>${escaped(words.title)}</title>`,
    `<rect width="${width}" height="${y}" fill="${style.backgroundColor}"/>`,
    ...top,
    ...drawn,
    '</svg>\n',
  ].join('');
}

/** A copy in which every element carries the styles that it has on the page. */
function withStyles(picture: SVGSVGElement): SVGSVGElement {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const from = [picture, ...picture.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    const target = to[i];
    if (!target) return;
    for (const property of PROPERTIES) {
      // a filling by a pattern is an attribute already, and its computed form names the page's address
      if (style.getPropertyValue(property).startsWith('url(')) continue;
      target.setAttribute(property, style.getPropertyValue(property));
    }
    target.removeAttribute('class');
  });
  return copy;
}

function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
