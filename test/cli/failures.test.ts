import { describe, expect, test } from 'vitest';
import { parseDuration } from '../../cli/duration.ts';
import { parseFailures } from '../../cli/failures.ts';
import { UsageError } from '../../cli/usage.ts';
import { createEngine } from '../../engine/api/engine.ts';
import { drain, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';

describe('a duration', () => {
  test.each([
    ['8h', 8],
    ['90m', 1.5],
    ['90min', 1.5],
    ['2h52m', 172 / 60],
    ['3d', 72],
    ['1.5h', 1.5],
    ['1w2d', 216],
    ['36s', 0.01],
    ['0', 0],
    ['0h', 0],
  ])('%s is %d hours', (text, hours) => {
    expect(parseDuration(text)).toBeCloseTo(hours, 12);
  });

  test.each(['', '8', 'h', '-1h', '1,5h', '8 h', '8H', '1h2h', '5m5min', '1e3h', '.5h', 'Infinityh', '1h30'])(
    "'%s' is none",
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

describe('a failure', () => {
  const ids = ['cloud', 'cloud@home', 'cloud:2h', 'a@1h', '__proto__', 'x:y:z', 'k=v'];
  const view = drain(
    createEngine().job({
      kind: 'load',
      files: filesOf({
        entities: `id,kind,weight\n${ids.map((id) => `${id},platform,1\n`).join('')}`,
        dependencies: 'dependent,supplier\n',
        about: PLAIN_ABOUT,
      }),
    }),
  ).result;
  const parse = (text: string) => {
    const [{ entity, start, duration, level, isTimed }] = parseFailures(view, [text]) as [
      ReturnType<typeof parseFailures>[number],
    ];
    return [ids[entity], start, duration, isTimed, ...(level === 0 ? [] : [level])];
  };
  const forGood = Number.POSITIVE_INFINITY;

  test.each([
    ['cloud', ['cloud', 0, forGood, false]],
    ['cloud:8h', ['cloud', 0, 8, true]],
    ['cloud@30m', ['cloud', 0.5, forGood, true]],
    ['cloud@30m:1h30m', ['cloud', 0.5, 1.5, true]],
    ['__proto__:1h', ['__proto__', 0, 1, true]],
    ['x:y:z@1h:2h', ['x:y:z', 1, 2, true]],
    ['cloud=0', ['cloud', 0, forGood, true]],
    ['cloud=40%', ['cloud', 0, forGood, true, 0.4]],
    ['cloud@30m=0.4', ['cloud', 0.5, forGood, true, 0.4]],
    ['cloud:8h=12.5%', ['cloud', 0, 8, true, 0.125]],
    ['cloud@30m:8h=1', ['cloud', 0.5, 8, true, 1]],
    ['k=v:1h=0.5', ['k=v', 0, 1, true, 0.5]],
  ])('%s is read as an entity with its times', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  test.each([
    ['cloud@home', ['cloud@home', 0, forGood, false]],
    ['cloud@home:3h', ['cloud@home', 0, 3, true]],
    // the longest id wins; the shorter one is reached by saying its start
    ['cloud:2h', ['cloud:2h', 0, forGood, false]],
    ['cloud:2h:3h', ['cloud:2h', 0, 3, true]],
    ['cloud@0:2h', ['cloud', 0, 2, true]],
    ['a@1h', ['a@1h', 0, forGood, false]],
    ['a@1h@2h:3h', ['a@1h', 2, 3, true]],
  ])('%s names the longest entity that leaves times to read', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  test.each([
    ['cloud:2x', "after the entity 'cloud': '2x' is no duration. Write it as 8h"],
    ['cloud@soon', "'soon' is no time"],
    ['cloud@:2h', "'' is no time"],
    ['cloud:', "'' is no duration"],
    ['cloud@1h:2h:3h', "'2h:3h' is no duration"],
    ['cloud=most', "'most' is no level of service. Write it as 0.4 or 40%, from 0 to 1."],
    ['cloud=', "'' is no level"],
    ['cloud=1.5', "'1.5' is no level"],
    ['cloud=101%', "'101%' is no level"],
    ['cloud=-0.1', "'-0.1' is no level"],
    ['cloud=1e-1', "'1e-1' is no level"],
    ['cloud=0.4:2h', "'0.4:2h' is no level"],
    ['cloudy=40%', "There is no entity 'cloudy'"],
    ['cloudy:2h', "There is no entity 'cloudy'"],
    ['home:2h', "There is no entity 'home'. Did you mean cloud@home?"],
    ['', '--fail has no entity'],
  ])('%s is refused: %s', (text, message) => {
    expect(() => parse(text)).toThrow(UsageError);
    expect(() => parse(text)).toThrow(message);
  });
});
