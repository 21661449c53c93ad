/** Texts with columns in them: "{service}:{provider}" stands for the two cells of a row with a colon between. */

/** The pieces of a text in order: what stands as it is, and columns by header. */
export type TextPattern = readonly (string | { readonly column: string })[];

/**
 * Takes a text apart; "{{" and "}}" are braces that stand as they are. Undefined when a brace is left
 * alone or names no column.
 */
export function parsePattern(text: string): TextPattern | undefined {
  const pattern: (string | { readonly column: string })[] = [];
  let plain = '';
  for (const token of text.match(/\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+/g) ?? []) {
    const column = /^\{([^{}]+)\}$/.exec(token)?.[1]?.trim();
    if (column) {
      if (plain !== '') pattern.push(plain);
      plain = '';
      pattern.push({ column });
    } else if (token === '{{' || token === '}}') plain += token[0];
    else if (/[{}]/.test(token)) return undefined;
    else plain += token;
  }
  if (plain !== '') pattern.push(plain);
  return pattern;
}
