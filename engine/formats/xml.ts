/**
 * A strict, small reader of XML 1.0 for files from strangers. It walks through the text once and keeps nothing:
 * no document type with content, no entities beyond the five of XML, nothing fetched, no deep nesting.
 */

/** Deeper than any graph or workbook goes. */
const DEEPEST = 200;

/** Characters that a tag or a comment may have; longer ones are no data. */
const LONGEST = 1 << 22;

/** What the walk has come upon; after 'end' and 'fault' it does not go on. */
export type XmlStep = 'open' | 'close' | 'text' | 'end' | 'fault';

export interface XmlWalk {
  /** Goes on to the next thing; a long text may come in several parts. */
  next(): XmlStep;
  /** Name of the element that was opened or closed, without its prefix. */
  readonly name: string;
  /** Elements that are open, the one of `name` included. */
  readonly depth: number;
  /** The text come upon, decoded. */
  readonly text: string;
  /** An attribute of the element that was opened, decoded; undefined where there is none. */
  attribute(name: string): string | undefined;
  /** Characters that have been walked through. */
  readonly position: number;
  /** What is wrong, as a clause with its line, after 'fault'. */
  readonly fault: string;
}

const UNDEFINED_ENTITY = 'There is an entity that XML does not define, and none is looked up';

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const EXCLAMATION = 0x21;
const EQUALS = 0x3d;
const DOUBLE = 0x22;
const SINGLE = 0x27;

/** A step, or that something was passed over, or that the piece ends within it. */
type Found = XmlStep | 'passed' | 'cut';

const isBlank = (code: number): boolean => code === 0x20 || (code >= 9 && code <= 13);

/** Walks through a text that comes in pieces; O(characters). */
export function xmlWalk(pieces: Iterable<string>): XmlWalk {
  const source = pieces[Symbol.iterator]();
  const open: string[] = [];
  /** The piece in hand, with what is left of the one before. */
  let text = '';
  let at = 0;
  let isWhole = false;
  let gone = 0;
  let linesGone = 0;
  /** Where names and values of the attributes begin and end, four numbers each. */
  let marks = new Int32Array(64);
  let markCount = 0;
  let name = '';
  let content = '';
  let fault = '';
  /** Whether the element just opened closes itself, which is the next step. */
  let closesItself = false;
  let depth = 0;
  let hasRoot = false;

  /** Takes the next piece, which moves everything to the front; false when there is none. */
  const more = (): boolean => {
    if (isWhole || text.length - at > LONGEST) return false;
    const next = source.next();
    isWhole = next.done === true;
    if (next.done) return false;
    for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) linesGone++;
    gone += at;
    text = text.slice(at) + next.value;
    at = 0;
    ampersand = -1;
    return true;
  };

  /** Where the next reference begins, which is looked for once and not for every tag. */
  let ampersand = -1;
  const ampersandFrom = (from: number): number => {
    if (ampersand < from) {
      const found = text.indexOf('&', from);
      ampersand = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return ampersand;
  };

  const fail = (what: string): XmlStep => {
    let line = 1 + linesGone;
    for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
    fault = `${what} (line ${line})`;
    return 'fault';
  };

  const readTag = (): Found => {
    let i = at + 1;
    for (let code = text.charCodeAt(i); ; code = text.charCodeAt(++i))
      if (isBlank(code) || code === SLASH || code === GREATER || code === LESS) break;
      else if (Number.isNaN(code)) return 'cut';
    const opened = text.slice(at + 1, i);
    if (opened === '') return fail('A "<" stands alone');
    markCount = 0;
    for (;;) {
      const before = i;
      while (isBlank(text.charCodeAt(i))) i++;
      const code = text.charCodeAt(i);
      if (code === GREATER || code === SLASH) break;
      if (Number.isNaN(code)) return 'cut';
      if (i === before) return fail(`<${opened} is not written as XML`);
      const nameStart = i;
      for (let c = code; c !== EQUALS && !isBlank(c) && c !== GREATER && c !== LESS; c = text.charCodeAt(++i))
        if (Number.isNaN(c)) return 'cut';
      const nameEnd = i;
      while (isBlank(text.charCodeAt(i))) i++;
      if (i >= text.length) return 'cut';
      if (text.charCodeAt(i) !== EQUALS) return fail(`An attribute of <${opened} has no value`);
      i++;
      while (isBlank(text.charCodeAt(i))) i++;
      if (i >= text.length) return 'cut';
      const quote = text.charCodeAt(i);
      if (quote !== DOUBLE && quote !== SINGLE) return fail(`A value in <${opened} has no quotes`);
      const end = text.indexOf(quote === DOUBLE ? '"' : "'", i + 1);
      if (end < 0) return 'cut';
      if (markCount === marks.length) {
        const larger = new Int32Array(2 * markCount);
        larger.set(marks);
        marks = larger;
      }
      marks[markCount] = nameStart;
      marks[markCount + 1] = nameEnd;
      marks[markCount + 2] = i + 1;
      marks[markCount + 3] = end;
      markCount += 4;
      i = end + 1;
    }
    closesItself = text.charCodeAt(i) === SLASH;
    if (closesItself) i++;
    if (i >= text.length) return 'cut';
    if (text.charCodeAt(i) !== GREATER) return fail(`<${opened} is not written as XML`);
    const less = text.indexOf('<', at + 1);
    if (less >= 0 && less < i) return fail(`A value in <${opened} holds a "<"`);
    if (ampersandFrom(at) < i)
      for (let m = 2; m < markCount; m += 4)
        if (decode(text.slice(marks[m], marks[m + 1])) === undefined) return fail(UNDEFINED_ENTITY);
    at = i + 1;
    open.push(opened);
    depth = open.length;
    hasRoot = true;
    if (depth > DEEPEST) return fail(`Elements are nested more than ${DEEPEST} deep`);
    name = localName(opened);
    return 'open';
  };

  const closeTag = (): Found => {
    const end = text.indexOf('>', at);
    if (end < 0) return 'cut';
    const closed = text.slice(at + 2, end).trimEnd();
    if (open.at(-1) !== closed) return fail(`</${closed.slice(0, 40)}> closes what is not open`);
    depth = open.length;
    open.pop();
    at = end + 1;
    name = localName(closed);
    return 'close';
  };

  const readText = (): Found => {
    let end = text.indexOf('<', at);
    if (end < 0) {
      // the part that no reference and no line end can be cut in two by
      end = isWhole ? text.length : Math.max(at, text.length - 16);
      const reference = text.lastIndexOf('&', end);
      if (!isWhole && reference >= at && reference > end - 16) end = reference;
      if (!isWhole && text.charCodeAt(end - 1) === 13) end--;
      if (end <= at) return 'cut';
    }
    const raw = text.slice(at, end);
    if (open.length === 0) {
      if (raw.trim() !== '') return fail('There is text outside of all elements');
      at = end;
      return 'passed';
    }
    const decoded = decode(raw);
    if (decoded === undefined) return fail(UNDEFINED_ENTITY);
    at = end;
    content = decoded;
    return 'text';
  };

  /** Passes over what ends with `end`. */
  const skip = (end: string, from: number): Found => {
    const found = text.indexOf(end, from);
    if (found < 0) return 'cut';
    at = found + end.length;
    return 'passed';
  };

  const readMarkup = (): Found => {
    if (text.length - at < 9 && !isWhole) return 'cut';
    if (text.startsWith('<!--', at)) return skip('-->', at + 4);
    if (text.startsWith('<![CDATA[', at) && open.length > 0) {
      const from = at + 9;
      const step = skip(']]>', from);
      if (step === 'cut') return 'cut';
      content = text.slice(from, at - 3);
      return 'text';
    }
    const end = text.indexOf('>', at);
    if (end < 0) return 'cut';
    const type = text.slice(at, end);
    if (hasRoot || !type.startsWith('<!DOCTYPE') || type.includes('['))
      return fail('It declares a document type of its own, which is not read because it can do harm');
    at = end + 1;
    return 'passed';
  };

  const step = (): Found => {
    if (text.charCodeAt(at) !== LESS) return readText();
    const second = text.charCodeAt(at + 1);
    if (second === SLASH) return closeTag();
    if (second === QUESTION) return skip('?>', at);
    if (second === EXCLAMATION) return readMarkup();
    if (Number.isNaN(second)) return 'cut';
    if (hasRoot && open.length === 0) return fail('There is a second root element');
    return readTag();
  };

  return {
    next() {
      if (fault !== '') return 'fault';
      if (closesItself) {
        closesItself = false;
        open.pop();
        return 'close';
      }
      for (;;) {
        const found = at < text.length ? step() : 'cut';
        if (found === 'passed') continue;
        if (found !== 'cut') return found;
        const wasWhole = isWhole;
        if (more()) continue;
        if (!isWhole) return fail('An element runs on without an end');
        // once more, knowing that nothing follows
        if (!wasWhole) continue;
        if (at < text.length) return fail('The file ends within an element');
        if (open.length > 0) return fail(`The file ends before </${open.at(-1)}>`);
        return hasRoot ? 'end' : fail('There is no element');
      }
    },
    get name() {
      return name;
    },
    get depth() {
      return depth;
    },
    get text() {
      return content;
    },
    attribute(wanted) {
      for (let m = 0; m < markCount; m += 4) {
        const start = marks[m]!;
        if (marks[m + 1]! - start !== wanted.length || !text.startsWith(wanted, start)) continue;
        const raw = text.slice(marks[m + 2], marks[m + 3]);
        // blanks of a value are spaces unless they are written as references
        const level = /[\t\r\n]/.test(raw) ? raw.replace(/\r\n|[\t\r\n]/g, ' ') : raw;
        return level.includes('&') ? decode(level) : level;
      }
      return undefined;
    },
    get position() {
      return gone + at;
    },
    get fault() {
      return fault;
    },
  };
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

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
