// @ts-nocheck -- counts tables of known columns once; what comes out is checked by the tests of the market
/**
 * Counts what the market "web 2020" says of the 100,000 most visited sites of 2020, from the rows of the authors
 * (Kashaf, Sekar, Agarwal, IMC 2020), and writes datasets/markets/web-2020.json. Run when the counting changes:
 * `node test/tools/markets/web-2020.mjs`; the tables must lie beside the checkout.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const root = resolve(import.meta.dirname, '../../..');
const data = resolve(root, '../shared/data');
const facts = resolve(root, '../shared/facts');

/** Ranks that a bucket of the paper adds to the one before. */
const BANDS = [
  [1, 100],
  [101, 1_000],
  [1_001, 10_000],
  [10_001, 100_000],
];
const SIZES = BANDS.map(([from, to]) => to - from + 1);

/** Providers with a name of their own, the largest first; so many more as other services stand on. */
const NAMED = { dns: 30, cdn: 24, ca: 18 };

/** A combination of choices gets a row of its own when so many sites have made it. */
const LEAST_SITES = 400;

/** Shares below are left in proportion to those of all. */
const LEAST_SHARE = 0.002;

/** Sites with alternatives that are enough to say which these are, and the parts of them that are worth saying. */
const LEAST_ALTERNATIVES = 100;
const LEAST_ALTERNATIVE = 0.05;

/** @param {string} file */
function rowsOf(file) {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  const [, ...lines] = text.trim().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}

/** @typedef {{ provider: string, critical: boolean }} Use */
/** @typedef {{ rank: number, dns: Use[], cdn: Use[], ca: Use[] }} Site */
/** @typedef {'dns' | 'cdn' | 'ca'} Service */
/** @type {Service[]} */
const SERVICES = ['dns', 'cdn', 'ca'];

/** @type {Map<string, Site>} */
const byId = new Map();
for (const [rank, id, service, provider, critical] of rowsOf(join(data, 'web-edges-2020-100k.csv.gz'))) {
  let site = byId.get(id);
  if (site === undefined) {
    site = { rank: Number(rank), dns: [], cdn: [], ca: [] };
    byId.set(id, site);
  }
  site[/** @type {Service} */ (service)].push({ provider, critical: critical === '1' });
}
// those without any provider from outside are not in the table; where they stand is not known
const sites = [...byId.values()];
const notListed = BANDS.map(
  ([from, to], b) => SIZES[b] - sites.filter(({ rank }) => rank >= from && rank <= to).length,
);
notListed.forEach((count, b) => {
  for (let i = 0; i < count; i++) sites.push({ rank: BANDS[b][0], dns: [], cdn: [], ca: [] });
});
/** @param {Site} site */
const bandOf = ({ rank }) => BANDS.findIndex(([, to]) => rank <= to);

const between = rowsOf(join(data, 'web-interservice-2020.csv'));
/** Names in keys must not have a colon. @param {string} name */
const idOf = (name) => name.replaceAll(':', '-');

/** @param {number} value */
const rounded = (value) => Number(value.toPrecision(5));

/** How a site has a service from outside. @param {Use[]} uses */
function wayOf(uses) {
  if (uses.length === 0) return '';
  if (uses.some(({ critical }) => critical)) return 'sole';
  return uses.length > 1 ? 'several' : 'covered';
}

/** A certificate authority is one; where a site has two, it is counted with the first. @param {Service} service @param {Site} site */
function usesOf(service, site) {
  return service === 'ca' ? site.ca.slice(0, 1) : site[service];
}

/** The key of what a site has chosen. @param {Service} service @param {Site} site @param {Set<string>} named */
function keyOf(service, site, named) {
  const uses = usesOf(service, site);
  const way = wayOf(uses);
  if (way === '') return '';
  if (way === 'several') return 'several';
  return `${way}:${named.has(uses[0].provider) ? uses[0].provider : 'others'}`;
}

const characterised = [86, 894, 8_679, 81_850];
const cdnUsers = [79, 642, 4_760, 33_100];
const ownSeveral = 55 / 1297;

/** Those of the buckets as those of the bands. @param {number[]} cumulative */
const inBands = (cumulative) => cumulative.map((count, b) => count - (b === 0 ? 0 : cumulative[b - 1]));

/** @param {Service} service */
function layerOf(service) {
  /** @type {Map<string, Record<string, number[]>>} */
  const counts = new Map();
  const severalCounts = new Map();
  for (const site of sites) {
    const uses = usesOf(service, site);
    const way = wayOf(uses);
    if (way === 'several') severalCounts.set(uses.length, (severalCounts.get(uses.length) ?? 0) + 1);
    for (const { provider } of uses) {
      let count = counts.get(provider);
      if (count === undefined) {
        count = { sole: [0, 0, 0, 0], covered: [0, 0, 0, 0], several: [0, 0, 0, 0] };
        counts.set(provider, count);
      }
      count[way][bandOf(site)]++;
    }
  }
  const total = (/** @type {Record<string, number[]>} */ count) =>
    Object.values(count)
      .flat()
      .reduce((a, b) => a + b, 0);
  const order = [...counts].sort(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1));
  const linked = between.flatMap(([from, a, to, b]) => [
    ...(from === service ? [a] : []),
    ...(to === service ? [b] : []),
  ]);
  const named = new Set([...order.slice(0, NAMED[service]).map(([id]) => id), ...linked]);
  /** @param {number[]} count */
  const shares = (count) => count.map((each, b) => rounded(each / SIZES[b]));
  const providers = [...named].map((id) => {
    const count = counts.get(id);
    const entries = Object.entries(count ?? {}).filter(([, each]) => each.some((n) => n > 0));
    return {
      id: idOf(id),
      ...Object.fromEntries(entries.map(([way, each]) => [way, shares(each)])),
      source: 'kashaf-data',
    };
  });
  const rest = order.filter(([id]) => !named.has(id)).map(([, count]) => count);
  // steps of suppliers of about one size: each has twice as many as the one before
  const steps = [];
  for (let from = 0, count = 8; from < rest.length; from += count, count *= 2) {
    const step = rest.slice(from, from + count);
    const sums = Object.fromEntries(
      ['sole', 'covered', 'several'].map((way) => [
        way,
        step.reduce((sum, each) => sum.map((n, b) => n + each[way][b]), [0, 0, 0, 0]),
      ]),
    );
    steps.push({
      count: step.length,
      ...Object.fromEntries(
        Object.entries(sums)
          .filter(([, each]) => each.some((n) => n > 0))
          .map(([way, each]) => [way, shares(each)]),
      ),
    });
  }
  const several = [...severalCounts].sort(([a], [b]) => a - b);
  const severalTotal = several.reduce((sum, [, n]) => sum + n, 0);
  return {
    named,
    layer: {
      providers,
      tail: { steps, source: 'kashaf-data' },
      ...(several.length === 0
        ? {}
        : { severalCounts: several.map(([count, n]) => ({ count, share: rounded(n / severalTotal) })) }),
    },
    fromOutside: inBands(
      BANDS.map(([, to]) => sites.filter((site) => site[service].length > 0 && site.rank <= to).length),
    ),
  };
}

const counted = Object.fromEntries(SERVICES.map((service) => [service, layerOf(service)]));

/** Choices of name service that go with others in ways of their own. */
const DNS_GROUPS = [
  { is: ['cloudflare'], has: (/** @type {string} */ key) => key.endsWith(':cloudflare') },
  { is: ['aws'], has: (/** @type {string} */ key) => key.endsWith(':aws') },
  { is: ['akamai', 'ultradns', 'dyn', 'ns1', 'several'], has: oneOf(['akamai', 'ultradns', 'dyn', 'ns1']) },
  { is: ['dnspod', 'hichina', 'aliyun', 'dnsv'], has: oneOf(['dnspod', 'hichina', 'aliyun', 'dnsv']) },
];
const CDN_GROUPS = [
  { is: ['none', 'own'], has: (/** @type {string} */ key) => key === '' },
  ...['cloudflare', 'cloudfront', 'akamai', 'fastly', 'google', 'stackpath'].map((id) => ({
    is: [id],
    has: (/** @type {string} */ key) => key.endsWith(`:${id}`),
  })),
  { is: ['several'], has: (/** @type {string} */ key) => key === 'several' },
];

/** @param {string[]} ids */
function oneOf(ids) {
  return (/** @type {string} */ key) =>
    ids.includes(key.split(':')[1]) || (key === 'several' && ids.includes('ns1'));
}

/** What those who meet all conditions have chosen: the larger shares. @param {Service} service @param {Site[]} some */
function sharesAmong(service, some) {
  const keys = new Map();
  for (const site of some) {
    const key = keyOf(service, site, counted[service].named) || 'none';
    keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  // own content networks are not in the table and stay in proportion
  const known = [...keys].filter(([key]) => !(service === 'cdn' && key === 'none'));
  return Object.fromEntries(
    known
      .filter(([, n]) => n / some.length >= LEAST_SHARE)
      .sort(([, a], [, b]) => b - a)
      .map(([key, n]) => [key.split(':').map(idOf).join(':'), rounded(n / some.length)]),
  );
}

const keys = sites.map((site) => ({
  dns: keyOf('dns', site, counted.dns.named),
  cdn: keyOf('cdn', site, counted.cdn.named),
}));
/**
 * Of those who have alternatives, the part that has each: where it is larger or smaller than of all.
 * @param {Service} service @param {Site[]} some
 */
function alternativesAmong(service, some) {
  const having = some.filter((site) => wayOf(usesOf(service, site)) === 'several');
  if (having.length < LEAST_ALTERNATIVES) return {};
  const counts = new Map();
  for (const site of having)
    for (const { provider } of site[service]) counts.set(provider, (counts.get(provider) ?? 0) + 1);
  const larger = [...counts].filter(
    ([id, n]) => counted[service].named.has(id) && n / having.length >= LEAST_ALTERNATIVE,
  );
  return {
    alternatives: Object.fromEntries(
      larger.sort(([, a], [, b]) => b - a).map(([id, n]) => [idOf(id), rounded(n / having.length)]),
    ),
  };
}

// Who has its own name servers cannot be told from who was not measured in the table of 100,000, but in that of
// 10,000: those with their own are taken to choose as there, the others are what is left.
const DNS_OWN = ['own', 'own-several'];
const top10k = rowsOf(join(data, 'web-dependencies-2020-top10k.csv')).filter(
  ([, , dnsAll, dnsThird]) => dnsAll !== '' && dnsThird === '',
);
/** @param {string[]} row */
const cdnWay = ([, , , , , all, third, critical]) => {
  if (third !== '') return critical === '1' ? 'sole' : 'several';
  return all === '' ? 'none' : 'own';
};
/** @param {string[]} row */
const caWay = ([, , , , , , , , all, , critical]) => {
  if (all === '') return 'none';
  return critical === '1' ? 'sole' : 'covered';
};
/** @param {string[][]} rows @param {(row: string[]) => string} way */
function partsBy(rows, way) {
  const counts = new Map();
  for (const row of rows) counts.set(way(row), (counts.get(way(row)) ?? 0) + 1);
  return Object.fromEntries([...counts].map(([key, n]) => [key, rounded(n / rows.length)]));
}
const ownCount = characterised[3] - counted.dns.fromOutside.reduce((sum, n) => sum + n, 0);

/**
 * What those who were not measured have chosen: everybody without DNS from outside, less those with their own.
 * @param {Service} service @param {number[]} some indices of sites @param {Record<string, number>} own @param {number} ownPart
 */
function sharesLeft(service, some, own, ownPart) {
  const counts = new Map();
  for (const i of some) {
    const key = keyOf(service, sites[i], counted[service].named) || 'none';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const wayTotals = new Map();
  for (const [key, n] of counts)
    wayTotals.set(key.split(':')[0], (wayTotals.get(key.split(':')[0]) ?? 0) + n);
  const left = some.length - ownPart;
  /** @type {Record<string, number>} */
  const shares = {};
  for (const [key, n] of [...counts].sort(([, a], [, b]) => b - a)) {
    const way = key.split(':')[0];
    if (service === 'cdn' && way === 'none') continue;
    const share = (n - (ownPart * (own[way] ?? 0) * n) / wayTotals.get(way)) / left;
    if (share >= LEAST_SHARE) shares[key.split(':').map(idOf).join(':')] = rounded(share);
  }
  return shares;
}

const withoutDns = [...sites.keys()].filter((i) => keys[i].dns === '');
const cdnOfOwn = partsBy(top10k, cdnWay);
const OWN_SOURCE = 'kashaf-data';
const cdnRules = [
  ...DNS_GROUPS.map(({ is, has }) => {
    const some = sites.filter((_, i) => has(keys[i].dns));
    return {
      given: { dns: is },
      shares: sharesAmong('cdn', some),
      ...alternativesAmong('cdn', some),
      source: 'kashaf-data',
    };
  }),
  { given: { dns: DNS_OWN }, shares: cdnOfOwn, source: OWN_SOURCE },
  {
    given: { dns: ['unmeasured'] },
    shares: sharesLeft('cdn', withoutDns, cdnOfOwn, ownCount),
    source: 'kashaf-data',
  },
];
const caRules = [];
/** @param {Record<string, string[]>} given @param {(i: number) => boolean} meets */
function caRule(given, meets) {
  const some = sites.filter((_, i) => meets(i));
  if (some.length >= LEAST_SITES)
    caRules.push({ given, shares: sharesAmong('ca', some), source: 'kashaf-data' });
}
for (const cdn of [
  { is: ['none', 'own'], hasNone: true },
  { is: ['sole', 'several'], hasNone: false },
]) {
  const rows = top10k.filter((row) => ['none', 'own'].includes(cdnWay(row)) === cdn.hasNone);
  const own = partsBy(rows, caWay);
  caRules.push({ given: { dns: DNS_OWN, cdn: cdn.is }, shares: own, source: OWN_SOURCE });
  const some = withoutDns.filter((i) => (keys[i].cdn === '') === cdn.hasNone);
  caRules.push({
    given: { dns: ['unmeasured'], cdn: cdn.is },
    shares: sharesLeft('ca', some, own, (ownCount * rows.length) / top10k.length),
    source: 'kashaf-data',
  });
}
for (const cdn of CDN_GROUPS) {
  for (const dns of DNS_GROUPS)
    caRule({ dns: dns.is, cdn: cdn.is }, (i) => dns.has(keys[i].dns) && cdn.has(keys[i].cdn));
  const rest = (/** @type {number} */ i) => DNS_GROUPS.every(({ has }) => !has(keys[i].dns));
  caRule({ cdn: cdn.is }, (i) => cdn.has(keys[i].cdn) && rest(i) && keys[i].dns !== '');
}

/** @param {number[]} count */
const parts = (count) => count.map((n, b) => rounded(Math.max(0, n) / SIZES[b]));
const dnsOwn = inBands(characterised).map((n, b) => n - counted.dns.fromOutside[b]);
const dnsUnmeasured = SIZES.map((size, b) => size - inBands(characterised)[b]);
const cdnOwn = inBands(cdnUsers).map((n, b) => n - counted.cdn.fromOutside[b]);

/** Published figures as targets. */
const lines = readFileSync(join(facts, 'figures.csv'), 'utf8').split('\n');
/** @param {number} number */
function figure(number) {
  const id = `F${String(number).padStart(4, '0')}`;
  const line = lines.find((each) => each.startsWith(`${id},`)) ?? '';
  const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) =>
    cell.replace(/^"|"$/g, ''),
  );
  return { id, layer: cells[1], metric: cells[2], subject: cells[3], value: rounded(Number(cells[4]) / 100) };
}
/** @type {unknown[]} */
const targets = [];
/** @param {number} number @param {string} title @param {object} measure */
function target(number, title, measure) {
  const { id, value } = figure(number);
  targets.push({ id, title, published: value, measure, source: 'kashaf' });
}
const DNS_KNOWN = ['own', 'own-several', 'sole', 'covered', 'several'];
const CDN_USED = ['own', 'sole', 'several', 'covered'];
const HTTPS = ['sole', 'covered', 'several'];
const ALL = ['unmeasured', 'none', 'own', 'own-several', 'sole', 'covered', 'several'];
[100, 1_000, 10_000, 100_000].forEach((ranks, b) => {
  const at = 6 + 8 * b;
  const provision = (layer, is, among) => ({ of: 'provision', layer, is, among, ranks });
  const words = `top ${ranks.toLocaleString('en')}`;
  target(at, `DNS from outside, ${words}`, provision('dns', ['sole', 'covered', 'several'], DNS_KNOWN));
  target(at + 1, `DNS critical, ${words}`, provision('dns', ['sole'], DNS_KNOWN));
  target(at + 2, `uses a CDN, ${words}`, provision('cdn', CDN_USED, ALL));
  target(
    at + 3,
    `CDN from outside, of its users, ${words}`,
    provision('cdn', ['sole', 'covered', 'several'], CDN_USED),
  );
  target(at + 4, `CDN critical, of its users, ${words}`, provision('cdn', ['sole'], CDN_USED));
  target(at + 5, `HTTPS, ${words}`, provision('ca', HTTPS, ALL));
  target(at + 6, `CA critical, of HTTPS, ${words}`, provision('ca', ['sole'], HTTPS));
  target(at + 7, `critical on DNS, CDN or CA from outside, ${words}`, {
    of: 'critical-layers',
    layers: SERVICES,
    count: 1,
    counting: 'suppliers',
    compare: 'at-least',
    ranks,
  });
});
const NAMES = { 'aws route53': 'aws', "let's encrypt": 'letsencrypt', 'sectigo/comodo': 'sectigo' };
for (let number = 38; number <= 115; number++) {
  const { layer, metric, subject } = figure(number);
  const of = /impact|I_p/.test(metric) ? 'impact' : 'concentration';
  const dependence = metric.includes('incl. indirect') ? 'hidden' : 'direct';
  const ranks = 100_000;
  const top = {
    dns: ['cloudflare', 'aws', 'godaddy'],
    cdn: ['cloudfront', 'cloudflare', 'akamai'],
    ca: ['digicert', 'letsencrypt', 'sectigo'],
  };
  const suppliers = metric.startsWith('union') ? top[layer] : [NAMES[subject] ?? subject];
  target(
    number,
    `${layer.toUpperCase()} ${subject}, ${of}${dependence === 'hidden' ? ' with hidden dependence' : ''}`,
    { of, layer, suppliers, dependence, ...(dependence === 'hidden' ? { steps: 2 } : {}), ranks },
  );
}
target(116, 'CDNs on name services from outside', {
  of: 'between',
  from: 'cdn',
  to: 'dns',
  count: 'using',
  outOf: 110,
});
target(117, 'CDNs with a single name service from outside', {
  of: 'between',
  from: 'cdn',
  to: 'dns',
  count: 'single',
  outOf: 110,
});
for (let count = 0; count <= 3; count++)
  target(118 + count, `sites with ${count} critical layers, their own included`, {
    of: 'critical-layers',
    layers: SERVICES,
    count,
    counting: 'suppliers-and-own',
    ranks: 100_000,
  });
target(124, 'several CDNs, of CDN users, top 100,000', {
  of: 'provision',
  layer: 'cdn',
  is: ['several'],
  among: CDN_USED,
  ranks: 100_000,
});
target(125, 'several CDNs, of CDN users, top 1,000', {
  of: 'provision',
  layer: 'cdn',
  is: ['several'],
  among: CDN_USED,
  ranks: 1_000,
});
const use = (layer, supplier) => ({ layer, supplier });
target(126, 'CloudFront, of those on Route 53', {
  of: 'together',
  use: use('cdn', 'cloudfront'),
  given: use('dns', 'aws'),
  ranks: 100_000,
});
target(127, 'CloudFront, of all', { of: 'together', use: use('cdn', 'cloudfront'), ranks: 100_000 });
target(128, 'Cloudflare CDN, of those on Cloudflare DNS', {
  of: 'together',
  use: use('cdn', 'cloudflare'),
  given: use('dns', 'cloudflare'),
  ranks: 100_000,
});

/** Rare total outages, of which nobody publishes rates. */
const outages = (/** @type {string} */ why) => ({
  perYear: 0.25,
  hoursP50: 2.23,
  hoursP95: 15.7,
  source: why,
});
const ASSUMED_RATE =
  'assumed: a quarter of a total outage a year; hours as of all incidents of the Cloud Uptime Archive';

const market = {
  schemaVersion: 1,
  id: 'web-2020',
  title: 'Web 2020',
  description:
    'Sites by rank of popularity and their DNS, CDN and certificate authority as measured in 2020: who is third party, who is critical, how concentrated providers are, and on whom they rely themselves.',
  asOf: '2020',
  licence: 'CC BY 4.0',
  sources: {
    kashaf: {
      title:
        'Kashaf, Sekar, Agarwal: Analyzing Third Party Service Dependencies in Modern Web Services: Have We Learned from the Mirai-Dyn Incident? ACM IMC 2020',
      url: 'https://doi.org/10.1145/3419394.3423664',
    },
    'kashaf-data': {
      title: 'Data of the authors of Kashaf et al., IMC 2020, counted by rank',
      url: 'https://github.com/AqsaKashaf/Analyzing-Third-party-Dependencies',
    },
  },
  assumed: [
    'Ranks beyond 100,000 are as those from 10,001 to 100,000.',
    'Choices of DNS, CDN and CA go together as counted for the pairs and triples of larger providers named under "joint", everywhere in the ranking alike; beyond these they are independent.',
    'Sites with their own DNS choose CDN and CA as those of the top 10,000 with their own do.',
    'Several alternatives of one site are drawn independently of each other and of its other layers.',
    'Every supplier has a quarter of a total outage a year, of 2.23 h in the median and 15.7 h in the worst twentieth (hours of all incidents in the Cloud Uptime Archive 2018-2020): nobody publishes rates of total outages.',
    'Revocation answers are needed at once, as the study counts them; browsers go on without.',
  ],
  missing: [
    'Which sites these are: country, sector and size beyond the rank.',
    'Sites with their own DNS beside one from outside: the study counts these as critical.',
    'Whether alternatives were chosen to go together, and whether a switch to them works.',
    'Smaller providers by name: they stand in steps of about equal size.',
    'Hosting, and everything behind name services.',
  ],
  members: { id: 'site', name: 'Site', kind: 'application', label: 'Sites', unit: 'sites' },
  population: 100_000,
  strata: BANDS.map(([from, to]) => ({
    id: to === 100_000 ? `from ${from}` : `${from}-${to}`,
    fromRank: from,
  })),
  layers: [
    {
      id: 'dns',
      title: 'DNS',
      kind: 'dns',
      role: 'dns',
      source: 'kashaf',
      outages: outages(ASSUMED_RATE),
      without: [
        { provision: 'unmeasured', share: parts(dnsUnmeasured), source: 'kashaf' },
        { provision: 'own', share: parts(dnsOwn.map((n) => n * (1 - ownSeveral))), source: 'kashaf' },
        {
          provision: 'own-several',
          share: parts(dnsOwn.map((n) => n * ownSeveral)),
          source: 'assumed: of those with their own, as in the top 10,000',
        },
      ],
      ...counted.dns.layer,
    },
    {
      id: 'cdn',
      title: 'CDN',
      kind: 'cdn',
      role: 'cdn',
      source: 'kashaf',
      outages: outages(ASSUMED_RATE),
      without: [{ provision: 'own', share: parts(cdnOwn), source: 'kashaf' }],
      ...counted.cdn.layer,
      joint: cdnRules,
    },
    {
      id: 'ca',
      title: 'certificate authority',
      kind: 'ca',
      role: 'ca',
      graceHours: 0,
      source: 'assumed: needed at once, as the study counts it',
      outages: outages(ASSUMED_RATE),
      ...counted.ca.layer,
      joint: caRules,
    },
  ],
  between: between.map(([from, a, to, b, single]) => ({
    from: `${from}:${idOf(a)}`,
    to: `${to}:${idOf(b)}`,
    critical: single === 'yes',
    source: 'kashaf-data',
  })),
  targets,
};

writeFileSync(join(root, 'datasets/markets/web-2020.json'), `${JSON.stringify(market)}\n`);
