/**
 * A strict, small reader of XML 1.0 for files from strangers. It walks through a text once and keeps nothing:
 * no document type with content, no entities beyond the five of XML, nothing fetched, no deep nesting.
 */

/** Deeper than any graph or workbook goes. */
const DEEPEST = 200;

/** What the walk has come upon; after 'end' and 'fault' it does not go on. */
export type XmlStep = 'open' | 'close' | 'text' | 'end' | 'fault';

export interface XmlWalk {
  next(): XmlStep;
  /** Name of the element that was opened or closed, without its prefix. */
  readonly name: string;
  /** Elements that are open, the one of `name` included. */
  readonly depth: number;
  /** The text come upon, decoded. */
  readonly text: string;
  /** An attribute of the element that was opened, decoded; undefined where there is none. */
  attribute(name: string): string | undefined;
  /** 0..1 of the text that has been walked through. */
  readonly fraction: number;
  /** What is wrong, as a clause with its line, after 'fault'. */
  readonly fault: string;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const UNDEFINED_ENTITY = 'There is an entity that XML does not define, and none is looked up';

const BLANK = /[ \t\r\n]/;
/** Name and value of an attribute, from where the last one ended. */
const ATTRIBUTE = /[ \t\r\n]*([^ \t\r\n=<>"'/]+)[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)')/y;

/** Walks through a text; O(characters). */
export function xmlWalk(source: string): XmlWalk {
  const open: string[] = [];
  /** Names and raw values of the attributes of the element, one after the other. */
  let attributes: string[] = [];
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  let name = '';
  let text = '';
  let fault = '';
  /** Whether the element just opened closes itself, which is the next step. */
  let closesItself = false;
  let depth = 0;
  let hasRoot = false;

  const fail = (what: string): XmlStep => {
    let line = 1;
    for (let i = source.indexOf('\n'); i >= 0 && i < at; i = source.indexOf('\n', i + 1)) line++;
    fault = `${what} (line ${line})`;
    return 'fault';
  };

  /** Moves behind the next `end`; false when there is none. */
  const skipTo = (end: string, from: number): boolean => {
    const found = source.indexOf(end, from);
    if (found >= 0) at = found + end.length;
    return found >= 0;
  };

  const readTag = (): XmlStep => {
    const start = at + 1;
    let end = start;
    while (end < source.length && !isNameEnd(source.charCodeAt(end))) end++;
    const full = source.slice(start, end);
    if (full === '') return fail('A "<" stands alone');
    attributes = [];
    ATTRIBUTE.lastIndex = end;
    for (let found = ATTRIBUTE.exec(source); found !== null; found = ATTRIBUTE.exec(source)) {
      const raw = found[2] ?? found[3]!;
      if (raw.includes('&') && decode(raw) === undefined) return fail(UNDEFINED_ENTITY);
      attributes.push(found[1]!, raw);
      end = ATTRIBUTE.lastIndex;
    }
    while (end < source.length && BLANK.test(source[end]!)) end++;
    closesItself = source[end] === '/';
    if (closesItself) end++;
    if (source[end] !== '>')
      return fail(end >= source.length ? `The file ends within <${full}` : `<${full} is not written as XML`);
    at = end + 1;
    open.push(full);
    depth = open.length;
    hasRoot = true;
    if (depth > DEEPEST) return fail(`Elements are nested more than ${DEEPEST} deep`);
    name = localName(full);
    return 'open';
  };

  const closeTag = (): XmlStep => {
    const end = source.indexOf('>', at);
    const full = source.slice(at + 2, Math.max(at, end)).trim();
    if (end < 0) return fail('The file ends within an element');
    if (open.at(-1) !== full) return fail(`</${full}> closes what is not open`);
    depth = open.length;
    open.pop();
    at = end + 1;
    name = localName(full);
    return 'close';
  };

  const readText = (raw: string): XmlStep => {
    const decoded = decode(raw);
    if (decoded === undefined) return fail(UNDEFINED_ENTITY);
    text = decoded;
    return 'text';
  };

  return {
    next() {
      if (fault !== '') return 'fault';
      if (closesItself) {
        closesItself = false;
        open.pop();
        return 'close';
      }
      while (at < source.length) {
        if (source.charCodeAt(at) !== LESS) {
          const found = source.indexOf('<', at);
          const raw = source.slice(at, found < 0 ? source.length : found);
          if (open.length === 0 && raw.trim() !== '') return fail('There is text outside of all elements');
          if (open.length > 0) {
            const step = readText(raw);
            at += raw.length;
            return step;
          }
          at += raw.length;
          continue;
        }
        const second = source.charCodeAt(at + 1);
        if (second === SLASH) return closeTag();
        if (second === QUESTION) {
          if (!skipTo('?>', at)) return fail('An instruction never ends');
        } else if (second !== EXCLAMATION) {
          if (hasRoot && open.length === 0) return fail('There is a second root element');
          return readTag();
        } else if (source.startsWith('<!--', at)) {
          if (!skipTo('-->', at + 4)) return fail('A comment never ends');
        } else if (source.startsWith('<![CDATA[', at)) {
          const from = at + 9;
          if (open.length === 0 || !skipTo(']]>', from)) return fail('A CDATA section never ends');
          text = source.slice(from, at - 3);
          return 'text';
        } else {
          const end = source.indexOf('>', at);
          const type = source.slice(at, end);
          if (end < 0 || hasRoot || !type.startsWith('<!DOCTYPE') || type.includes('['))
            return fail('It declares a document type of its own, which is not read because it can do harm');
          at = end + 1;
        }
      }
      if (open.length > 0) return fail(`The file ends before </${open.at(-1)}>`);
      return hasRoot ? 'end' : fail('There is no element');
    },
    get name() {
      return name;
    },
    get depth() {
      return depth;
    },
    get text() {
      return text;
    },
    attribute(wanted) {
      for (let i = 0; i < attributes.length; i += 2)
        if (attributes[i] === wanted) {
          const raw = attributes[i + 1]!;
          // blanks of a value are spaces unless they are written as references
          return decode(/[\t\r\n]/.test(raw) ? raw.replace(/\r\n|[\t\r\n]/g, ' ') : raw) ?? raw;
        }
      return undefined;
    },
    get fraction() {
      return at / Math.max(1, source.length);
    },
    get fault() {
      return fault;
    },
  };
}

const LESS = 0x3c;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const EXCLAMATION = 0x21;

/** Whether a character ends the name of a tag: blank, "/", ">" or one that no name has. */
function isNameEnd(code: number): boolean {
  return code === 0x20 || (code >= 9 && code <= 13) || code === SLASH || code === 0x3e || code === LESS;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** References replaced by their characters; undefined where one means none. Line ends become LF. */
function decode(raw: string): string | undefined {
  const plain = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  if (!plain.includes('&')) return plain;
  let isSound = true;
  const decoded = plain.replace(/&([^;&]{0,12};)?/g, (_, reference: string | undefined) => {
    const character = characterOf(reference?.slice(0, -1) ?? '');
    if (character === undefined) isSound = false;
    return character ?? '';
  });
  return isSound ? decoded : undefined;
}

function characterOf(reference: string): string | undefined {
  if (Object.hasOwn(NAMED, reference)) return NAMED[reference];
  const number = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(reference);
  if (number === null) return undefined;
  const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
