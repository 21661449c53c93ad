// @ts-nocheck -- writes one file from numbers that stand below; what comes out is checked by the tests of the market
/**
 * Writes datasets/markets/digital-economy-2025.json from figures of shared/facts/figures.csv (F....) and assumptions
 * that say so: `node test/tools/markets/digital-economy-2025.mjs`.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const rounded = (value) => Number(value.toPrecision(5));

/** Ranks 1-1,000, to 10,000, to 100,000, beyond. */
const STRATA = [1, 1_001, 10_001, 100_001];
const everywhere = (value) => STRATA.map(() => value);

/**
 * Providers with the market shares that are given by stratum: those with several suppliers are `several` of all, and
 * each provider is in them in proportion to `beside` (its share unless given, at most in nine of ten).
 */
function layerShares(providers, { used, several, tailShare, tailCount, source }) {
  const beside = providers.map(({ share, beside: given }) =>
    STRATA.map((_, s) => given ?? Math.min(0.9, 2 * share[s])),
  );
  const out = providers.map(({ share, beside: _, source: own, ...rest }, p) => ({
    ...rest,
    sole: STRATA.map((_, s) => rounded(Math.max(0, share[s] * used[s] - (several[s] * beside[p][s]) / 2))),
    ...(several.every((each) => each === 0)
      ? {}
      : { several: STRATA.map((_, s) => rounded(several[s] * beside[p][s])) }),
    source: own ?? source,
  }));
  const besideTail = STRATA.map((_, s) => Math.max(0, 2 - beside.reduce((sum, each) => sum + each[s], 0)));
  const counts = [8, 32, Math.max(1, tailCount - 40)];
  const steps = counts.map((count) => ({
    count,
    sole: STRATA.map((_, s) =>
      rounded(Math.max(0, tailShare[s] * used[s] - (several[s] * besideTail[s]) / 2) / counts.length),
    ),
    ...(several.every((each) => each === 0)
      ? {}
      : { several: STRATA.map((_, s) => rounded((several[s] * besideTail[s]) / counts.length)) }),
  }));
  return { providers: out, tail: { steps, source: 'assumed: three steps of equal parts' } };
}

const left = (providers) =>
  STRATA.map((_, s) => Math.max(0, 1 - providers.reduce((sum, { share }) => sum + share[s], 0)));

const AWS_HOURS = { hoursP50: 2.08, hoursP95: 10.67 };
const AZURE_HOURS = { hoursP50: 4.48, hoursP95: 28 };
const GCP_HOURS = { hoursP50: 1.69, hoursP95: 14.77 };
const ALL_HOURS = { hoursP50: 2.23, hoursP95: 15.65 };
const rate = (perYear, hours, source) => ({ perYear, ...hours, source });
/** A twentieth of the incidents of any service in a region. */
const region = (id, share, country, incidents) => ({
  id,
  share,
  country,
  outages: rate(
    rounded(incidents / 20),
    AWS_HOURS,
    'assumed: total outages are a twentieth of the incidents of any service on the status page (F0547-F0565); hours F0505, F0507',
  ),
});
const guessed = (id, share, country, hours) => ({
  id,
  share,
  country,
  outages: rate(
    0.3,
    hours,
    'assumed: 0.3 total outages a year; hours of all incidents of the vendor (F0513-F0523)',
  ),
});

const clouds = [
  {
    id: 'aws',
    name: 'Amazon Web Services',
    operator: 'amazon',
    country: 'US',
    share: everywhere(0.29),
    outages: rate(0.05, AWS_HOURS, 'assumed: all regions at once every 20 years; hours F0505, F0507'),
    parts: [
      region('us-east-1', 0.35, 'US', 32.3),
      region('us-west-2', 0.2, 'US', 8.3),
      region('us-east-2', 0.1, 'US', 1.7),
      region('eu-west-1', 0.12, 'IE', 6),
      region('eu-central-1', 0.1, 'DE', 2.7),
      region('ap-northeast-1', 0.08, 'JP', 2),
      region('ap-southeast-2', 0.05, 'AU', 3.3),
    ],
  },
  {
    id: 'microsoft',
    name: 'Microsoft Azure',
    country: 'US',
    share: everywhere(0.2),
    outages: rate(0.1, AZURE_HOURS, 'assumed: all regions at once every 10 years; hours F0513, F0515'),
    parts: [
      guessed('east-us', 0.35, 'US', AZURE_HOURS),
      guessed('west-europe', 0.3, 'NL', AZURE_HOURS),
      guessed('west-us', 0.2, 'US', AZURE_HOURS),
      guessed('southeast-asia', 0.15, 'SG', AZURE_HOURS),
    ],
  },
  {
    id: 'google',
    name: 'Google Cloud',
    country: 'US',
    share: everywhere(0.13),
    outages: rate(0.1, GCP_HOURS, 'assumed: all regions at once every 10 years; hours F0521, F0523'),
    parts: [
      guessed('us-central1', 0.45, 'US', GCP_HOURS),
      guessed('europe-west1', 0.3, 'BE', GCP_HOURS),
      guessed('asia-southeast1', 0.25, 'SG', GCP_HOURS),
    ],
  },
  { id: 'alibaba', name: 'Alibaba Cloud', country: 'CN', share: everywhere(0.04) },
  { id: 'oracle', name: 'Oracle Cloud', country: 'US', share: everywhere(0.03) },
  { id: 'salesforce', name: 'Salesforce', country: 'US', share: everywhere(0.02) },
  { id: 'ibm', name: 'IBM Cloud', country: 'US', share: everywhere(0.02) },
  { id: 'tencent', name: 'Tencent Cloud', country: 'CN', share: everywhere(0.02) },
];

/** Top 1,000 and top 10,000 of 2021, and all sites of 2026, which stand for what lies beyond 10,000. */
const dnsShares = [
  ['cloudflare', 0.157, 0.269, 0.185],
  ['amazon', 0.274, 0.247, 0.034],
  ['akamai', 0.106, 0.057, 0],
  ['ns1', 0.077, 0.032, 0.013],
  ['google', 0.066, 0.03, 0.026],
  ['ultradns', 0.059, 0.022, 0],
  ['alibaba', 0.039, 0.025, 0],
  ['tencent', 0.037, 0.024, 0],
  ['godaddy', 0, 0, 0.099],
  ['hostinger', 0, 0, 0.046],
  ['united-internet', 0, 0, 0.037],
  ['wix', 0, 0, 0.037],
  ['newfold', 0, 0, 0.036],
  ['team-blue', 0, 0, 0.028],
  ['namecheap', 0, 0, 0.019],
  ['ovh', 0, 0, 0.019],
  ['gmo', 0, 0, 0.017],
  ['microsoft', 0, 0, 0.005],
].map(([id, top, next, all]) => ({ id, share: [top, next, all, all] }));

const cdnUse = [0.71, (7_000 - 710) / 9_000, (62_000 - 7_000) / 90_000, (490_000 - 62_000) / 900_000].map(
  rounded,
);
const cdns = [
  ['cloudflare', 0.58, 0.8],
  ['google', 0.21, 0.1],
  ['amazon', 0.07, 0.4],
  ['fastly', 0.05, 0.3],
  ['akamai', 0.02, 0.03],
  ['vercel', 0.02, 0.03],
].map(([id, share, beside]) => ({ id, share: everywhere(share), beside }));
const cas = [
  ['letsencrypt', 0.5266],
  ['google', 0.1864],
  ['sectigo', 0.0352],
  ['amazon', 0.0258],
  ['godaddy', 0.016],
].map(([id, share]) => ({ id, share: everywhere(share) }));
const identities = [
  ['microsoft', 0.5],
  ['google', 0.2],
  ['okta', 0.15],
].map(([id, share]) => ({ id, share: everywhere(share) }));
const clocks = [
  ['microsoft', 0.35, 0.6],
  ['ntp-pool', 0.25, 0.8],
  ['google', 0.15, 0.3],
  ['cloudflare', 0.05, 0.2],
].map(([id, share, beside]) => ({ id, share: everywhere(share), beside }));

const none = everywhere(0);
const all = everywhere(1);
const plainRate = (perYear, what) =>
  rate(perYear, ALL_HOURS, `assumed: ${what}; hours of all incidents (F0529, F0531)`);
const KNOWN = 'assumed: general knowledge';
const provision = (layer, is, ranks) => ({ of: 'provision', layer, is, ranks });
const share = (layer, supplier) => ({ of: 'share', layer, supplier });
const USED = ['sole', 'covered', 'several'];

const market = {
  schemaVersion: 1,
  id: 'digital-economy-2025',
  title: 'Digital economy 2025',
  description:
    'Organisations by size of their audience, with applications on clouds and regions, and with DNS, CDN, certificates, clocks and identity as they were shared out in 2025. Every supplier has a rate of outages, so that policy questions can be asked of it.',
  asOf: '2025',
  licence: 'CC BY 4.0',
  sources: {
    synergy: {
      title:
        'Synergy Research Group, cloud infrastructure services, Q2 and Q3 2025, as reported by Lightwave, TechTarget and Cargoson',
      url: 'https://www.srgresearch.com/',
    },
    w3techs: {
      title:
        'W3Techs: DNS server providers, September 2026 (all sites) and December 2021 (top 1,000 and top 10,000)',
      url: 'https://w3techs.com/',
    },
    'almanac-cdn': {
      title: 'HTTP Archive: Web Almanac 2025, CDN',
      url: 'https://almanac.httparchive.org/en/2025/cdn',
    },
    'almanac-security': {
      title: 'HTTP Archive: Web Almanac 2025, Security',
      url: 'https://almanac.httparchive.org/en/2025/security',
    },
    domainsproject: {
      title: "DomainsProject: Who Runs the World's DNS, 2026",
      url: 'https://domainsproject.org/',
    },
  },
  assumed: [
    'Shares of what is spent on clouds are shares of the applications that run on clouds; what runs in own data centres is not in this market.',
    'A fiftieth of the applications can go on in a second cloud, after an hour and in four of five cases.',
    'How the customers of a cloud are spread over its regions.',
    'The rank of an organisation is that of its site; larger ones have more applications. The first application is what the organisation lives on, the others half of it.',
    'Sectors and their sizes; public bodies are more often with Microsoft.',
    'Shares of DNS in the top 1,000 and 10,000 are those of 2021, beyond those of all sites of 2026; of all organisations 7.5 % have several (as of all domains), in the top 1,000 12.9 % (as in 2020).',
    'A twentieth of those with a CDN have a second one.',
    'Who has Cloudflare DNS has its CDN in nine of ten cases where that fits the shares, and who has Route 53 its CloudFront in 38.9 % (2020) and its cloud in six of ten.',
    'Three of five organisations have identity from outside, mostly from Microsoft, and lose half without it; nobody publishes shares.',
    'A quarter of organisations have several sources of time, the others one; nobody publishes shares. Without time half is lost, once clocks have drifted for 44 days.',
    'A certificate authority is missed after 30 days, when certificates of 90 days run out that should have been renewed.',
    'Total outages: 0.05 a year of AWS, 0.1 of Azure and Google Cloud, 0.25 of others; of a region of AWS a twentieth of the incidents on its status page, of other regions 0.3. Hours are those of all incidents of the vendor, or of all vendors.',
  ],
  missing: [
    'Real organisations, their countries, and who shares a supplier because of it.',
    'Applications in own data centres, and services inside a cloud.',
    'Software, payment, networks, power, registries.',
    'Whether sectors differ in anything but the cloud of public bodies.',
  ],
  members: {
    id: 'org',
    name: 'Organisation',
    kind: 'organisation',
    label: 'Organisations',
    unit: 'organisations',
  },
  population: 1_000_000,
  strata: STRATA.map((fromRank, s) => ({
    id: s === 3 ? `from ${fromRank}` : `${fromRank}-${STRATA[s + 1] - 1}`,
    fromRank,
  })),
  sectors: {
    shares: {
      finance: 0.05,
      health: 0.07,
      public: 0.05,
      retail: 0.2,
      manufacturing: 0.1,
      media: 0.06,
      technology: 0.08,
      transport: 0.05,
      education: 0.08,
      services: 0.26,
    },
    source: 'assumed',
  },
  applications: {
    role: 'application',
    counts: [
      { count: 1, share: [0, 0.2, 0.6, 0.9] },
      { count: 2, share: [0.2, 0.4, 0.3, 0.1] },
      { count: 4, share: [0.5, 0.3, 0.1, 0] },
      { count: 8, share: [0.3, 0.1, 0, 0] },
    ],
    loss: [1, 0.5],
    source: 'assumed',
  },
  layers: [
    {
      id: 'dns',
      title: 'DNS',
      kind: 'dns',
      role: 'dns',
      source: 'assumed: alternatives answer at once',
      outages: plainRate(0.25, 'a quarter of a total outage a year'),
      ...layerShares(dnsShares, {
        used: all,
        several: [0.129, 0.1, 0.075, 0.075],
        tailShare: left(dnsShares),
        tailCount: 400,
        source: 'w3techs',
      }),
    },
    {
      id: 'cdn',
      title: 'CDN',
      kind: 'cdn',
      role: 'cdn',
      failoverHours: 0.5,
      failoverProbability: 0.9,
      source: 'assumed: a switch takes half an hour and works in nine of ten cases',
      outages: plainRate(0.25, 'a quarter of a total outage a year'),
      ...layerShares(cdns, {
        used: cdnUse,
        several: cdnUse.map((use) => 0.05 * use),
        tailShare: left(cdns),
        tailCount: 60,
        source: 'almanac-cdn',
      }),
      joint: [
        { given: { dns: ['cloudflare'] }, shares: { 'sole:cloudflare': 0.9 }, source: 'assumed' },
        {
          given: { dns: ['amazon'] },
          shares: { 'sole:amazon': 0.389 },
          source: 'assumed: as in 2020 (F0126)',
        },
      ],
    },
    {
      id: 'ca',
      title: 'certificate authority',
      kind: 'ca',
      role: 'ca',
      graceHours: 720,
      source: 'assumed: renewal at two thirds of 90 days leaves 30 days',
      outages: plainRate(0.25, 'a quarter of a total outage a year'),
      ...layerShares(cas, {
        used: all,
        several: none,
        tailShare: left(cas),
        tailCount: 60,
        source: 'almanac-security',
      }),
    },
    {
      id: 'identity',
      title: 'identity',
      kind: 'identity',
      role: 'identity',
      loss: 0.5,
      graceHours: 1,
      source: 'assumed: tokens live an hour; half of the work needs a new login',
      outages: plainRate(0.25, 'a quarter of a total outage a year'),
      without: [{ provision: 'own', share: 0.4, source: 'assumed' }],
      ...layerShares(identities, {
        used: everywhere(0.6),
        several: none,
        tailShare: left(identities),
        tailCount: 60,
        source: 'assumed',
      }),
    },
    {
      id: 'ntp',
      title: 'time',
      kind: 'ntp',
      role: 'ntp',
      loss: 0.5,
      graceHours: 1056,
      source: 'assumed: clocks drift by five minutes in 44 days',
      outages: plainRate(0.25, 'a quarter of a total outage a year'),
      ...layerShares(clocks, {
        used: all,
        several: everywhere(0.25),
        tailShare: left(clocks),
        tailCount: 60,
        source: 'assumed',
      }),
    },
    {
      id: 'hosting',
      title: 'cloud',
      kind: 'cloud-provider',
      role: 'hosting',
      of: 'application',
      alike: 0.8,
      failoverHours: 1,
      failoverProbability: 0.8,
      source: 'assumed: a switch takes an hour and works in four of five cases',
      outages: plainRate(0.25, 'a quarter of a total outage a year'),
      parts: { kind: 'cloud-region', role: 'hosting-region' },
      ...layerShares(clouds, {
        used: all,
        several: everywhere(0.02),
        tailShare: left(clouds),
        tailCount: 200,
        source: 'synergy',
      }),
      joint: [
        { given: { dns: ['amazon'] }, shares: { 'sole:aws': 0.6 }, source: 'assumed' },
        { given: { sector: ['public'] }, shares: { 'sole:microsoft': 0.35 }, source: 'assumed' },
      ],
    },
  ],
  between: [
    ...[
      'us-east-1',
      'us-west-2',
      'us-east-2',
      'eu-west-1',
      'eu-central-1',
      'ap-northeast-1',
      'ap-southeast-2',
    ].map((id) => ({ from: `hosting:aws/${id}`, to: 'dns:amazon', critical: true, source: KNOWN })),
    { from: 'cdn:amazon', to: 'dns:amazon', critical: true, source: KNOWN },
    { from: 'cdn:cloudflare', to: 'dns:cloudflare', critical: true, source: KNOWN },
    {
      from: 'cdn:vercel',
      to: 'hosting:aws/us-east-1',
      role: 'hosting-region',
      critical: true,
      source: KNOWN,
    },
    { from: 'ca:letsencrypt', to: 'dns:cloudflare', critical: true, source: 'assumed: as in 2020' },
    { from: 'ca:letsencrypt', to: 'cdn:cloudflare', critical: true, source: 'assumed: as in 2020' },
    { from: 'ca:sectigo', to: 'cdn:cloudflare', critical: false, source: 'assumed' },
    { from: 'identity:microsoft', to: 'hosting:microsoft', role: 'hosting', critical: true, source: KNOWN },
    { from: 'identity:google', to: 'hosting:google', role: 'hosting', critical: true, source: KNOWN },
    { from: 'identity:okta', to: 'hosting:aws', role: 'hosting', critical: true, source: KNOWN },
  ],
  targets: [
    ...[
      ['aws', 'F0461', 0.29],
      ['microsoft', 'F0462', 0.2],
      ['google', 'F0463', 0.13],
      ['alibaba', 'F0469', 0.04],
      ['oracle', 'F0465', 0.03],
      ['salesforce', 'F0471', 0.02],
      ['ibm', 'F0472', 0.02],
      ['tencent', 'F0473', 0.02],
    ].map(([id, figure, published]) => ({
      id: figure,
      title: `share of ${id}, cloud`,
      published,
      measure: share('hosting', id),
      source: 'synergy',
    })),
    ...[
      [1_000, 'F0429', 0.71],
      [10_000, 'F0430', 0.7],
      [100_000, 'F0431', 0.62],
      [1_000_000, 'F0432', 0.49],
    ].map(([ranks, id, published]) => ({
      id,
      title: `uses a CDN, top ${ranks.toLocaleString('en')}`,
      published,
      measure: provision('cdn', USED, ranks),
      source: 'almanac-cdn',
    })),
    ...cdns.map(({ id, share: [published] }, i) => ({
      id: `F0${434 + i}`,
      title: `share of ${id}, CDN`,
      published,
      measure: share('cdn', id),
      source: 'almanac-cdn',
    })),
    ...cas.map(({ id, share: [published] }, i) => ({
      id: `F0${449 + i}`,
      title: `share of ${id}, CA`,
      published,
      measure: share('ca', id),
      source: 'almanac-security',
    })),
    ...[
      ['cloudflare', 'F0383', 0.185],
      ['godaddy', 'F0384', 0.099],
      ['hostinger', 'F0385', 0.046],
      ['amazon', 'F0389', 0.034],
      ['google', 'F0391', 0.026],
    ].map(([id, figure, published]) => ({
      id: figure,
      title: `share of ${id}, DNS, from rank 10,001`,
      published,
      measure: { ...share('dns', id), fromRank: 10_001 },
      source: 'w3techs',
    })),
    {
      id: 'F0404',
      title: 'a single DNS operator, from rank 10,001',
      published: 0.925,
      measure: { of: 'provision', layer: 'dns', is: ['sole'], fromRank: 10_001 },
      source: 'domainsproject',
    },
  ],
};

writeFileSync(join(root, 'datasets/markets/digital-economy-2025.json'), `${JSON.stringify(market)}\n`);
