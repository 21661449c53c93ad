/** A picture as a file for a person to keep. */
import { saveFile } from '../store/download.ts';
import { pngOf } from './png-of.ts';

/** Kinds of picture files. */
export type PictureKind = 'svg' | 'png';

/** Saves the text of an SVG file as one, or drawn as PNG; `onProblem` hears why that cannot be, in words. */
export async function savePicture(
  { name, svg, kind }: { readonly name: string; readonly svg: string; readonly kind: PictureKind },
  onProblem: (text: string) => void,
): Promise<void> {
  if (kind === 'svg') return saveFile(`${name}.svg`, svg, 'image/svg+xml');
  try {
    saveFile(`${name}.png`, await pngOf(svg), 'image/png');
  } catch {
    onProblem('This browser could not draw the picture. The SVG has the same.');
  }
}
