/** JSON -> a market, or every fault in it with its place and what was expected. */
import type * as z from 'zod';
import type { Problem } from '../model/problem.ts';
import { conditionsOf, MOST_CONDITIONS, SECTOR } from './choice-plan.ts';
import { type LayerDescription, MARKET, type MarketDescription, PROVISIONS } from './description.ts';
import { columnsOf, knownKeys, ROUNDING } from './layer-columns.ts';
import { suppliersOfMarket } from './market-suppliers.ts';

/** What was read, or why it could not be. */
export type ReadMarket =
  | { readonly ok: true; readonly market: MarketDescription }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a description. `file` is the name that problems carry. O(size of the text + strata x suppliers). */
export function readMarket(file: string, text: string): ReadMarket {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refused(file, [{ place: '', message: `This is not JSON: ${(error as Error).message}` }]);
  }
  const checked = MARKET.safeParse(json);
  if (!checked.success)
    return refused(
      file,
      checked.error.issues.flatMap((issue) => faultsOf(issue)),
    );
  const market = checked.data;
  const faults: Fault[] = [];
  const report = (place: string, message: string): void => {
    faults.push({ place, message });
  };
  checkNames(market, report);
  // the checks of sums look up by names, so names come first
  if (faults.length === 0) checkFigures(market, report);
  return faults.length === 0 ? { ok: true, market } : refused(file, faults);
}

interface Fault {
  readonly place: string;
  readonly message: string;
}

type Report = (place: string, message: string) => void;

function refused(file: string, faults: readonly Fault[]): ReadMarket {
  return {
    ok: false,
    problems: faults.map(({ place, message }) => ({
      severity: 'error',
      file,
      row: 0,
      column: place,
      value: '',
      message,
    })),
  };
}

/** An issue in our words; of a value that can be one of several things, the deepest fault of any. */
function faultsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): readonly Fault[] {
  const path = [...above, ...issue.path];
  const own = { place: placeOf(path), message: issue.message };
  if (issue.code !== 'invalid_union') return [own];
  const inner = issue.errors.flat().filter(({ path: below }) => below.length > 0);
  return inner.length === 0 ? [own] : inner.slice(0, 1).flatMap((each) => faultsOf(each, path));
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

/** Every name must be known and mean one thing; every source must be listed. */
function checkNames(market: MarketDescription, report: Report): void {
  const { layers, strata, sources } = market;
  demandDifferent(
    layers.map(({ id }) => id),
    'layers',
    report,
  );
  demandDifferent(
    strata.map(({ id }) => id),
    'strata',
    report,
  );
  checkStrata(market, report);
  for (const [place, source] of sourcesIn(market, ''))
    if (!/^assumed(:|$)/.test(source) && !Object.hasOwn(sources, source))
      report(
        place,
        `There is no source '${source}'. Expected 'assumed', 'assumed: ...' or one of: ${Object.keys(sources).join(', ')}.`,
      );
  layers.forEach((layer, l) => {
    checkLayer(market, layer, { l, report });
  });
  if (conditionsOf(market).length > MOST_CONDITIONS)
    report(
      'layers',
      `There are ${conditionsOf(market).length} conditions; expected at most ${MOST_CONDITIONS}.`,
    );
  const ids = new Set(
    suppliersOfMarket(market)
      .suppliers.filter(({ isTail }) => !isTail)
      .map(({ id }) => id),
  );
  market.between.forEach(({ from, to }, i) => {
    for (const [key, id] of Object.entries({ from, to }))
      if (!ids.has(id))
        report(
          `between[${i}].${key}`,
          `There is no supplier '${id}'. Expected a layer and a provider, as in 'dns:aws'.`,
        );
  });
  checkTargets(market, ids, report);
}

function demandDifferent(ids: readonly string[], place: string, report: Report): void {
  ids.forEach((id, i) => {
    if (ids.indexOf(id) < i) report(`${place}[${i}].id`, `The id '${id}' is taken.`);
  });
}

function checkStrata({ strata }: MarketDescription, report: Report): void {
  const ranked = strata.filter(({ fromRank }) => fromRank !== undefined).length;
  if (ranked === strata.length) {
    strata.forEach(({ fromRank }, i) => {
      const least = i === 0 ? 1 : strata[i - 1]!.fromRank! + 1;
      if (i === 0 ? fromRank !== 1 : fromRank! < least)
        report(
          `strata[${i}].fromRank`,
          `The rank is ${fromRank}; expected ${i === 0 ? '1' : `at least ${least}`}.`,
        );
    });
  } else if (ranked > 0) report('strata', 'Expected all strata with "fromRank", or all with "share".');
  else if (strata.reduce((sum, { share = 0 }) => sum + share, 0) === 0)
    report('strata', 'Expected at least one share above 0.');
}

/** All sources that a part of a description names, with their places. */
function* sourcesIn(part: unknown, place: string): Generator<readonly [string, string]> {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    const at = Array.isArray(part) ? `${place}[${key}]` : `${place === '' ? '' : `${place}.`}${key}`;
    if (key === 'source' && typeof value === 'string') yield [at, value];
    else yield* sourcesIn(value, at);
  }
}

interface Place {
  readonly l: number;
  readonly report: Report;
}

function checkLayer(market: MarketDescription, layer: LayerDescription, { l, report }: Place): void {
  const place = `layers[${l}]`;
  const { strata } = market;
  demandDifferent(
    layer.providers.map(({ id }) => id),
    `${place}.providers`,
    report,
  );
  layer.providers.forEach(({ id, parts }, p) => {
    if ((PROVISIONS as readonly string[]).includes(id) || id === 'others')
      report(`${place}.providers[${p}].id`, `The id '${id}' has a meaning of its own; expected another one.`);
    if (parts !== undefined && layer.parts === undefined)
      report(
        `${place}.providers[${p}].parts`,
        'Expected "parts" of the layer, which say their kind and role.',
      );
  });
  for (const [at, figure] of figuresOf(layer, place))
    if (Array.isArray(figure) && figure.length !== strata.length)
      report(at, `There are ${figure.length} figures; expected one for each of the ${strata.length} strata.`);
  if (layer.scored !== undefined) {
    if (layer.scored.score.length !== strata.length)
      report(`${place}.scored.score`, `Expected one for each of the ${strata.length} strata.`);
    layer.scored.leaders.forEach((id, i) => {
      if (!layer.providers.some((each) => each.id === id))
        report(`${place}.scored.leaders[${i}]`, `There is no provider '${id}'.`);
    });
  }
  if (layer.of === 'application' && market.applications === undefined)
    report(`${place}.of`, 'There are no applications; expected "member".');
  const own = knownKeys(market, layer);
  const earlier = new Map(
    market.layers.slice(0, l).map((each) => [each.id, knownKeys(market, each)] as const),
  );
  earlier.set(SECTOR, new Set(Object.keys(market.sectors?.shares ?? {})));
  layer.joint.forEach(({ given, shares, alternatives = {} }, j) => {
    for (const [of, keys] of Object.entries(given)) {
      const known = earlier.get(of);
      if (known === undefined)
        report(`${place}.joint[${j}].given`, `'${of}' is no layer before this one, nor '${SECTOR}'.`);
      else
        for (const key of keys)
          if (!known.has(key)) report(`${place}.joint[${j}].given.${of}`, `There is no '${key}' in ${of}.`);
    }
    for (const key of Object.keys(shares))
      if (!own.has(key)) report(`${place}.joint[${j}].shares`, `There is no '${key}' in ${layer.id}.`);
    for (const id of Object.keys(alternatives))
      if (!layer.providers.some((each) => each.id === id && !isZero(each.several)))
        report(`${place}.joint[${j}].alternatives`, `'${id}' is no provider that stands beside others.`);
    const sum = Object.values(shares).reduce((total, share) => total + share, 0);
    if (sum > 1 + ROUNDING)
      report(`${place}.joint[${j}].shares`, `The shares sum up to ${sum}; expected at most 1.`);
  });
}

function isZero(figure: number | readonly number[]): boolean {
  return typeof figure === 'number' ? figure === 0 : figure.every((each) => each === 0);
}

/** The figures of a layer that can be given by stratum, with their places. */
function figuresOf(layer: LayerDescription, place: string): readonly (readonly [string, unknown])[] {
  const provisions = ['sole', 'covered', 'several'] as const;
  return [
    ...layer.without.map(({ share }, i) => [`${place}.without[${i}].share`, share] as const),
    ...layer.providers.flatMap((provider, p) =>
      provisions.map((key) => [`${place}.providers[${p}].${key}`, provider[key]] as const),
    ),
    ...(layer.tail?.steps ?? []).flatMap((step, s) =>
      provisions.map((key) => [`${place}.tail.steps[${s}].${key}`, step[key]] as const),
    ),
  ];
}

/** Shares must not exceed the whole. */
function checkFigures(market: MarketDescription, report: Report): void {
  const { layers } = suppliersOfMarket(market);
  market.layers.forEach((layer, l) => {
    market.strata.forEach(({ id }, stratum) => {
      const sum = columnsOf(layer, layers[l]!, stratum).reduce((total, { share }) => total + share, 0);
      if (sum > 1 + ROUNDING)
        report(`layers[${l}]`, `The shares in '${id}' sum up to ${sum.toFixed(6)}; expected at most 1.`);
    });
  });
  market.applications?.counts.forEach(({ share }, i) => {
    if (Array.isArray(share) && share.length !== market.strata.length)
      report(`applications.counts[${i}].share`, 'Expected one for each stratum.');
  });
}

function checkTargets(market: MarketDescription, ids: ReadonlySet<string>, report: Report): void {
  const layers = new Set(market.layers.map(({ id }) => id));
  // members of a stratum are told apart by its country
  const strata = new Set(market.strata.flatMap(({ id, country }) => (country === undefined ? [] : [id])));
  demandDifferent(
    market.targets.map(({ id }) => id),
    'targets',
    report,
  );
  market.targets.forEach(({ measure }, t) => {
    const place = `targets[${t}].measure`;
    const demandLayer = (id: string): void => {
      if (!layers.has(id)) report(place, `There is no layer '${id}'.`);
    };
    const demandSupplier = (layer: string, supplier: string): void => {
      if (!ids.has(`${layer}:${supplier}`))
        report(place, `There is no supplier '${supplier}' in '${layer}'.`);
    };
    if ('layer' in measure) demandLayer(measure.layer);
    if ('stratum' in measure && measure.stratum !== undefined && !strata.has(measure.stratum))
      report(place, `There is no stratum '${measure.stratum}' with a country.`);
    if ('supplier' in measure) demandSupplier(measure.layer, measure.supplier);
    if ('suppliers' in measure) for (const id of measure.suppliers) demandSupplier(measure.layer, id);
    if (measure.of === 'critical-layers') for (const id of measure.layers) demandLayer(id);
    if (measure.of === 'between') for (const id of [measure.from, measure.to]) demandLayer(id);
    if (measure.of === 'together')
      for (const use of [measure.use, measure.given])
        if (use !== undefined) demandSupplier(use.layer, use.supplier);
  });
}
