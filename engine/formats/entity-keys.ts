/** Names as they are compared: what people write in different ways becomes one text. */

/** What stands behind a company's name and says only what form it has in law. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  (
    'inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh mbh ag kg kgaa ohg ug ev eg ' +
    'sa sas sarl sasu snc srl spa sapa bv nv ab as asa aps oy oyj se sce kk pty pte pvt sro doo zrt kft ' +
    'sp zoo ltda sl slu cv'
  ).split(' '),
);

/** Letters that Unicode does not take apart into a letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const DOMAIN =
  /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:www\.)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24})\.?(?:[/:?#].*)?$/;

/** Longer than any name or address; texts beyond it are compared by their beginning. */
const LONGEST = 300;

/**
 * A name without case, accents, punctuation, "the" in front and the legal form behind: "The Société Générale S.A."
 * becomes "societe generale". Empty only where there is no letter or digit.
 */
export function nameKey(name: string): string {
  const plain = name
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]!)
    .replace(/&/g, ' and ')
    // "S.A." is one word, "amazon.com" is two
    .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.)+\p{L}?(?![\p{L}\p{N}])/gu, (short) => short.replaceAll('.', ''))
    .replace(/['’]/g, '');
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  let end = words.length;
  while (end > 1 && (LEGAL_FORMS.has(words[end - 1]!) || words[end - 1] === 'and')) end--;
  const start = words[0] === 'the' && end > 1 ? 1 : 0;
  return words.slice(start, end).join(' ');
}

/** The internet domain that a text is, without "www.", address or path; empty where it is none. */
export function domainKey(text: string): string {
  return DOMAIN.exec(text.slice(0, LONGEST).trim().toLowerCase())?.[1] ?? '';
}
