/** The report as one HTML file: its text and pictures with the styles that they use, no script, nothing fetched. */

/** What nobody uses in a file. */
const DEAD = 'button, input, select, textarea, script, [data-screen], [aria-haspopup]';
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The file's text. What people wrote comes out of the document's own text, so that it is escaped. */
export function standalonePage(sheet: HTMLElement, title: string): string {
  const copy = sheet.cloneNode(true) as HTMLElement;
  for (const dead of copy.querySelectorAll(DEAD)) dead.remove();
  for (const folded of copy.querySelectorAll('details')) folded.open = true;
  for (const element of copy.querySelectorAll('[tabindex]')) element.removeAttribute('tabindex');
  const file = document.implementation.createHTMLDocument(title);
  file.documentElement.lang = 'en';
  file.documentElement.dataset.mantineColorScheme = 'light';
  const charset = file.createElement('meta');
  charset.setAttribute('charset', 'utf-8');
  const policy = file.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = POLICY;
  const size = file.createElement('meta');
  size.name = 'viewport';
  size.content = 'width=device-width, initial-scale=1';
  file.head.prepend(charset, policy, size);
  const style = file.createElement('style');
  style.textContent = stylesOf(sheet);
  file.head.append(style);
  file.body.append(copy);
  return `<!doctype html>\n${file.documentElement.outerHTML}\n`;
}

/** The rules of the page that are about the sheet, without fonts and pictures that a file would have to fetch. */
function stylesOf(sheet: Element): string {
  const kept: string[] = [];
  const isUsed = ({ selectorText }: CSSStyleRule) => {
    const plain = selectorText.replaceAll(/::?(before|after|hover|focus|focus-visible|marker)\b/g, '');
    return (
      sheet.matches(plain) || sheet.querySelector(plain) !== null || /:root|\bhtml\b|\bbody\b/.test(plain)
    );
  };
  const textOf = (rule: CSSRule): string => {
    if (rule instanceof CSSStyleRule) {
      try {
        return isUsed(rule) && !rule.cssText.includes('url(') ? rule.cssText : '';
      } catch {
        return '';
      }
    }
    if (rule instanceof CSSPageRule) return rule.cssText;
    if (rule instanceof CSSMediaRule) {
      const inner = Array.from(rule.cssRules, textOf).join('\n');
      return inner.trim() === '' ? '' : `@media ${rule.conditionText} {\n${inner}\n}`;
    }
    if (rule instanceof CSSLayerBlockRule) return Array.from(rule.cssRules, textOf).join('\n');
    return '';
  };
  for (const { cssRules } of document.styleSheets) for (const rule of cssRules) kept.push(textOf(rule));
  return kept.filter((text) => text !== '').join('\n');
}
