/** XML from strangers: what is well formed is read, and everything that can do harm is refused. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { xmlWalk } from '../../engine/formats/xml.ts';
import { xmlText } from '../../engine/formats/xml-text.ts';

/** Everything that a walk comes upon, with texts that came in parts joined. */
function steps(pieces: readonly string[]): string[] {
  const walk = xmlWalk(pieces);
  const found: string[] = [];
  for (;;) {
    const step = walk.next();
    if (step === 'text' && found.at(-1)?.startsWith('text ')) found.push(`${found.pop()}${walk.text}`);
    else if (step === 'text') found.push(`text ${walk.text}`);
    else if (step === 'open') found.push(`open ${walk.name} ${walk.attribute('a') ?? '-'} at ${walk.depth}`);
    else if (step === 'close') found.push(`close ${walk.name} at ${walk.depth}`);
    else return [...found, step === 'fault' ? walk.fault : step];
  }
}

const SOUND = `<?xml version="1.0"?>
<!DOCTYPE graph SYSTEM "http://example.org/graph.dtd">
<!-- a > b & c -->
<x:root a = 'one "two"' xmlns:x="urn:x">
  <leaf a="1&#9;2&amp;3&#x1F600;
4"/><leaf  b="&gt;" >t&lt;x&#13;<![CDATA[<raw> & ]] >]]></leaf >
</x:root>
`;

describe('a sound document', () => {
  test('is walked through in order, with references replaced and prefixes passed over', () => {
    expect(steps([SOUND])).toEqual([
      'open root one "two" at 1',
      'text \n  ',
      'open leaf 1\t2&3😀 4 at 2',
      'close leaf at 2',
      'open leaf - at 2',
      'text t<x\r<raw> & ]] >',
      'close leaf at 2',
      'text \n',
      'close root at 1',
      'end',
    ]);
  });

  test('is the same however it is cut into pieces', () => {
    const whole = steps([SOUND]);
    expect(steps([...SOUND])).toEqual(whole);
    fc.assert(
      fc.property(fc.array(fc.nat(SOUND.length)), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), SOUND.length];
        expect(steps(at.slice(1).map((to, i) => SOUND.slice(at[i], to)))).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  test('has texts that are written as references and read as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (drawn) => {
        const xml = xmlText();
        const walk = xmlWalk([`<r a="${xml.escape(drawn)}"/>`]);
        walk.next();
        fc.pre(xml.changedCount === 0);
        expect(walk.attribute('a')).toBe(drawn);
      }),
    );
  });
});

test('characters that XML cannot hold are written as their pictures and counted', () => {
  const xml = xmlText();
  expect(xml.escape('a\u0000b\u001f\ud800\uffff')).toBe('a\u2400b\u241f\ufffd\ufffd');
  expect(xml.escape('😀\t')).toBe('😀&#9;');
  expect(xml.changedCount).toBe(1);
});

describe('a document that is not sound', () => {
  const bomb = `<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(9)}">]><r>&b;</r>`;
  test.each([
    ['with entities of its own', bomb, /document type of its own/],
    [
      'with an entity from elsewhere',
      '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
      /document type/,
    ],
    ['with an entity that nobody defines', '<r>\n<a>&x;</a></r>', /entity that XML does not define.*line 2/],
    ['with one in a value', '<r a="&x;"/>', /entity/],
    ['with a lone ampersand', '<r>a & b</r>', /entity/],
    ['with a character that there is none of', '<r>&#0;</r>', /entity/],
    ['with half a pair', '<r>&#xD800;</r>', /entity/],
    ['that ends too soon', '<r>\n<a>', /ends before <\/a> \(line 2\)/],
    ['that ends within a tag', '<r><a b="', /ends within/],
    ['that closes what is not open', '<r><a></r>', /closes what is not open/],
    ['with two roots', '<r/><r/>', /second root/],
    ['with text around the root', 'hello <r/>', /outside/],
    ['with a value without quotes', '<r a=1/>', /no quotes/],
    ['with a comment that never ends', '<r><!-- </r>', /ends within/],
    ['that is empty', '', /no element/],
    ['with a tag in a value', '<r a="<b>"/>', /holds a "<"/],
    ['nested without end', '<r>'.repeat(100_000), /nested more than 200 deep/],
  ])('%s is refused with the reason and the line', (_, text, message) => {
    expect(steps([text]).at(-1)).toMatch(message);
    expect(steps([...text.slice(0, 2_000)]).at(-1)).toMatch(text.length < 2_000 ? message : /nested/);
  });

  test('never does worse, whatever is drawn', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('<', '>', '/', 'a', '"', '=', ' ', '&', ';', '!', '-', '[', ']', '?'),
          maxLength: 30,
        }),
        (drawn) => {
          const walk = xmlWalk([drawn]);
          let count = 0;
          for (let step = walk.next(); step !== 'end' && step !== 'fault'; step = walk.next()) count++;
          expect(count).toBeLessThanOrEqual(2 * drawn.length);
          expect(walk.next()).toBe(walk.fault === '' ? 'end' : 'fault');
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('with one endless tag is given up after some millions of characters', () => {
    const piece = ' '.repeat(1 << 20);
    function* endless(): Generator<string> {
      yield '<r ';
      for (;;) yield piece;
    }
    const walk = xmlWalk(endless());
    expect(walk.next()).toBe('fault');
    expect(walk.fault).toContain('runs on without an end');
  });
});
