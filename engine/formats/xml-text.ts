/** Texts as XML 1.0 can hold them. */

/** Characters that are references in an attribute: those with a meaning, and blanks that reading would level. */
const MEANT = /[&<>"\t\n\r]/g;

/** Characters that no XML 1.0 file can hold, not even as references (production 2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

export interface XmlText {
  /** A text for an attribute or an element. */
  escape(text: string): string;
  /** How many texts had characters that XML cannot hold, and hold pictures of them instead. */
  readonly changedCount: number;
}

export function xmlText(): XmlText {
  let changedCount = 0;
  return {
    escape(text) {
      let held = text;
      if (text.search(FORBIDDEN) >= 0) {
        changedCount++;
        held = text.replace(FORBIDDEN, pictureOf);
      }
      return held.replace(MEANT, (character) => REFERENCES[character]!);
    },
    get changedCount() {
      return changedCount;
    },
  };
}

/** A character that stands for one that cannot be written: the picture of a control, or the replacement. */
function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}
