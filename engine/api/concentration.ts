/** Who everyone depends on for a role, and what falls with a country: requests checked, results put together. */
import { type Dependence, dependenceOn } from '../concentration/dependence.ts';
import { indicesOf, lorenzCurve } from '../concentration/indices.ts';
import { exposures } from '../concentration/jurisdictions.ts';
import { type Market, marketOf } from '../concentration/market.ts';
import { bandOf, SCALES } from '../concentration/scales.ts';
import { selectUsers, type Users } from '../concentration/users.ts';
import type { System, TextColumn } from '../model/system.ts';
import type { Explainable } from '../structure/explain.ts';
import { STRUCTURAL_ASSUMPTIONS } from './assumptions.ts';
import type {
  ConcentrationResult,
  JobRequest,
  JurisdictionResult,
  Population,
  Progress,
} from './protocol.ts';
import { RequestError, weightOf } from './request.ts';
import { ENGINE_VERSION } from './version.ts';

export { SCALES };

/** The concentration of one role; throws `RequestError` for a role, weight, sector or country that is not there. */
export function* concentration(
  session: Explainable,
  request: JobRequest<'concentration'>,
): Generator<Progress, ConcentrationResult> {
  const { system } = session;
  const users = usersOf(system, request);
  const role = system.dependencies.role.labels.indexOf(request.role);
  checkPresent(system.dependencies.role, [request.role], ['role', 'Roles']);
  const step = `Concentration of ${request.role}`;
  const market = marketOf(system, users, { role, suppliers: request.suppliers });
  yield { step, fraction: 0 };
  const dependence = yield* told(dependenceOn(session, market, { users, depth: request.dependence }), step);
  const isUsed = market.userWeight > 0;
  const indices = isUsed ? indicesOf(market.share, market.decentralized) : null;
  const { weight, sectors, countries } = request;
  return {
    engine: ENGINE_VERSION,
    role: request.role,
    population: {
      weight,
      unit: weightOf(system, weight).unit,
      sectors,
      countries,
      userCount: users.count,
      totalWeight: users.total,
      roleUserCount: market.userCount,
      roleWeight: market.userWeight,
    },
    indices,
    remark: isUsed ? '' : remarkOn(users, request),
    scales: SCALES.map((scale) => ({ ...scale, band: indices === null ? '' : bandOf(scale, indices.hhi) })),
    ...supplierColumns(market, dependence, users.total),
    lorenz: lorenzCurve(market.share),
    lorenzHidden: lorenzCurve(dependence.hidden?.concentration ?? new Float64Array()),
    assumptions: assumptionsOf(market, request),
  };
}

/** The exposure to every country; throws `RequestError` for a weight, sector or country that is not there. */
export function* jurisdictions(
  { system, network }: Explainable,
  request: JobRequest<'jurisdictions'>,
): Generator<Progress, JurisdictionResult> {
  const users = usersOf(system, request);
  const found = yield* told(exposures(system.entities, network, users), 'Exposure to countries');
  const { labels } = system.entities.country;
  const ranked = [...found].sort(
    (a, b) =>
      b.either - a.either ||
      b.controlled - a.controlled ||
      b.located - a.located ||
      (labels[a.country]! < labels[b.country]! ? -1 : 1),
  );
  const column = (value: (exposure: (typeof ranked)[number]) => number): Float64Array =>
    Float64Array.from(ranked, (exposure) => fraction(value(exposure), users.total));
  return {
    engine: ENGINE_VERSION,
    totalWeight: users.total,
    countries: ranked.map(({ country }) => labels[country]!),
    located: column(({ located }) => located),
    controlled: column(({ controlled }) => controlled),
    either: column(({ either }) => either),
    own: column(({ own }) => own),
    assumptions: [
      'Everything located in the country, or controlled from it, fails at once; an entity is controlled from the country of its topmost operator, or from its own where it has none.',
      'Users that are among the failed count as down.',
      ...STRUCTURAL_ASSUMPTIONS,
    ],
  };
}

function* told<R>(work: Generator<number, R>, step: string): Generator<Progress, R> {
  let next = work.next();
  for (; !next.done; next = work.next()) yield { step, fraction: next.value };
  return next.value;
}

function usersOf(system: System, { weight, sectors, countries }: Population): Users {
  checkPresent(system.entities.sector, sectors, ['sector', 'Sectors']);
  checkPresent(system.entities.country, countries, ['country', 'Countries']);
  const users = selectUsers(system.entities, weightOf(system, weight).values, { sectors, countries });
  if (Number.isFinite(users.total)) return users;
  throw new RequestError('bad-request', `The values in column ${weight} add up to more than a number holds.`);
}

/** Labels that are listed in a message before it becomes a wall of text. */
const LISTED = 60;

/** Throws `RequestError` when no row of the column has one of the labels; the message lists what is there. */
function checkPresent(
  column: TextColumn,
  wanted: readonly string[],
  [one, many]: readonly [string, string],
): void {
  if (wanted.length === 0) return;
  const codes = new Set(column.codes);
  codes.delete(0);
  const present = Array.from(codes, (code) => column.labels[code]!).sort();
  const missing = wanted.find((label) => !present.includes(label));
  if (missing === undefined) return;
  const rest = present.length - LISTED;
  const listed = `${present.slice(0, LISTED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  throw new RequestError(
    'bad-request',
    `There is no ${one} '${missing}'. ${many}: ${present.length === 0 ? 'none' : listed}.`,
  );
}

function remarkOn(users: Users, { role, weight }: JobRequest<'concentration'>): string {
  return users.count === 0
    ? `No entity with a weight in column ${weight} passes the filters, so there are no shares.`
    : `Nobody with a weight uses ${role} directly, so there are no shares.`;
}

type SupplierColumns = Pick<
  ConcentrationResult,
  | 'supplier'
  | 'share'
  | 'concentration'
  | 'impact'
  | 'hiddenConcentration'
  | 'hiddenImpact'
  | 'amplification'
  | 'rankDirect'
  | 'rankHidden'
  | 'carrierStart'
  | 'carrier'
  | 'carriedShare'
  | 'carriedExample'
>;

/** The columns of the suppliers as fractions of `total`, the most concentrated first. */
function supplierColumns(market: Market, { hidden, ...direct }: Dependence, total: number): SupplierColumns {
  const keys = [hidden?.impact, direct.impact, direct.concentration, market.share].filter(
    (key) => key !== undefined,
  );
  const order = Array.from(market.supplier.keys()).sort((s, t) => {
    for (const key of keys) if (key[s] !== key[t]) return key[t]! - key[s]!;
    return s - t;
  });
  const fractions = (values: Float64Array | undefined): Float64Array =>
    values === undefined ? new Float64Array() : Float64Array.from(order, (s) => fraction(values[s]!, total));
  const impact = fractions(direct.impact);
  const hiddenImpact = fractions(hidden?.impact);
  const carriers = order.map((s) => hidden?.carriers[s] ?? []);
  const carrierStart = new Int32Array(order.length + 1);
  carriers.forEach((of, s) => {
    carrierStart[s + 1] = carrierStart[s]! + of.length;
  });
  return {
    supplier: Int32Array.from(order, (s) => market.supplier[s]!),
    share: Float64Array.from(order, (s) => market.share[s]!),
    concentration: fractions(direct.concentration),
    impact,
    hiddenConcentration: fractions(hidden?.concentration),
    hiddenImpact,
    amplification: hiddenImpact.map((value, s) => (impact[s]! > 0 ? value / impact[s]! : Number.NaN)),
    rankDirect: ranksOf(impact),
    rankHidden: ranksOf(hiddenImpact),
    carrierStart,
    carrier: Int32Array.from(carriers.flat(), ({ entity }) => entity),
    carriedShare: Float64Array.from(carriers.flat(), ({ weight }) => fraction(weight, total)),
    carriedExample: Int32Array.from(carriers.flat(), ({ example }) => example),
  };
}

/** 1 plus the number of higher values, for each value. */
function ranksOf(values: Float64Array): Int32Array {
  const falling = values.slice().sort().reverse();
  const rank = new Map<number, number>();
  falling.forEach((value, k) => {
    if (!rank.has(value)) rank.set(value, k + 1);
  });
  return Int32Array.from(values, (value) => rank.get(value)!);
}

function fraction(part: number, total: number): number {
  return total > 0 ? part / total : 0;
}

function assumptionsOf(market: Market, request: JobRequest<'concentration'>): readonly string[] {
  const { role, suppliers, dependence } = request;
  const { missingShares, dependencyCount, scaledUsers } = market;
  return [
    'Users are the entities with a weight that pass the filters; a user counts once for each supplier. A supplier is no user of itself.',
    'Share is the part of the weight that uses the role, each user split over its suppliers. Concentration is the weight that uses the supplier for the role, impact the weight that its users lose when it fails and all else is up; both are fractions of the weight of all users.',
    ...(missingShares === 0
      ? []
      : [
          `${counted(missingShares)} of ${counted(dependencyCount)} dependencies of users for ${role} give no share: each of them counts as an even part of what its user needs for the role.`,
        ]),
    ...(scaledUsers === 0
      ? []
      : [
          `The shares of ${counted(scaledUsers)} of ${counted(market.userCount)} users do not add up to 1 and are scaled to it.`,
        ]),
    ...(suppliers === 'each'
      ? []
      : [
          `Suppliers with the same topmost operator count as one: all that it supplies for ${role} fails at once.`,
        ]),
    ...(dependence === 'direct'
      ? []
      : [
          'With hidden dependence every path counts, whatever the role: an entity that serves several roles falls in all of them, and what stands on it falls with it.',
        ]),
    ...STRUCTURAL_ASSUMPTIONS,
  ];
}

function counted(count: number): string {
  return count.toLocaleString('en');
}
