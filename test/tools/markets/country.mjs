// @ts-nocheck -- counts tables of known columns once; what comes out is checked by the tests of the market
/**
 * Writes datasets/markets/country.json from the published score of hosting of 150 countries and the pooled shares of
 * name services and certificate authorities: `node test/tools/markets/country.mjs`; the tables must lie beside the
 * checkout.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const data = resolve(root, '../shared/data');

const rowsOf = (file) =>
  readFileSync(join(data, file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, '')),
    );
const rounded = (value) => Number(value.toPrecision(5));

const countries = rowsOf('hosting-centralization-2025.csv').map(([, country, score]) => ({
  country,
  score: Number(score),
}));

/** Named providers, and steps of the others, of which the counts are a part of `total`. */
function pooled(file, { names, total, named }) {
  const counts = rowsOf(file)
    .map(([id, count]) => ({ id: names[id] ?? id.toLowerCase().replaceAll(':', '-'), count: Number(count) }))
    .sort((a, b) => b.count - a.count);
  const sum = total ?? counts.reduce((all, { count }) => all + count, 0);
  const steps = [];
  for (let from = named, size = 8; from < counts.length; from += size, size *= 2) {
    const step = counts.slice(from, from + size);
    steps.push({ count: step.length, sole: rounded(step.reduce((all, { count }) => all + count, 0) / sum) });
  }
  const told = counts.reduce((all, { count }) => all + count, 0) / sum;
  // what the table leaves out is spread over as many again
  if (told < 0.999) steps.push({ count: 1_000, sole: rounded(1 - told) });
  return {
    providers: counts
      .slice(0, named)
      .map(({ id, count }) => ({ id, sole: rounded(count / sum), source: 'habib-2025' })),
    tail: { steps, source: 'habib-2025' },
  };
}

const dns = pooled('dns-operator-counts-2025.csv', {
  names: {
    CLOUDFLARENET: 'cloudflare',
    'AMAZON-02': 'amazon',
    GOOGLE: 'google',
    'AS-REGRU': 'reg-ru',
    'GODADDY-DNS': 'godaddy',
    'ALIBABA-CN-NET': 'alibaba',
    'AKAMAI-ASN2': 'akamai',
    OVH: 'ovh',
    NSONE: 'ns1',
    'IONOS-AS': 'ionos',
  },
  // Cloudflare has 37.3 % of all
  total: 42_414_181 / 0.373,
  named: 20,
});
const ca = pooled('ca-counts-2025.csv', {
  names: {
    'Internet Security Research Group': 'letsencrypt',
    DigiCert: 'digicert',
    'Google Trust Services LLC': 'google',
    Sectigo: 'sectigo',
    'Amazon Trust Services': 'amazon',
    'GlobalSign nv-sa': 'globalsign',
    GoDaddy: 'godaddy',
  },
  named: 12,
});

const PUBLISHED = {
  TH: 278,
  ID: 279,
  GB: 280,
  US: 281,
  FR: 282,
  JP: 283,
  DE: 284,
  CZ: 285,
  RU: 286,
  IR: 287,
};
const rare = (source) => ({ perYear: 0.25, hoursP50: 2.23, hoursP95: 15.65, source });
const RATE =
  'assumed: a quarter of a total outage a year; hours of all incidents of the Cloud Uptime Archive (F0529, F0531)';
const share = (layer, supplier) => ({ of: 'share', layer, supplier });

const market = {
  schemaVersion: 1,
  id: 'country',
  title: 'Hosting by country',
  description:
    'The most visited sites of 150 countries by who hosts them, as concentrated in each as was published, with name services and certificate authorities of the world.',
  asOf: '2023',
  licence: 'CC BY 4.0',
  sources: {
    'habib-2025': {
      title:
        'Habib, Ruth, Akiwate, Durumeric: Formalizing Dependence of Web Infrastructure, ACM SIGCOMM 2025; On the Centralization and Regionalization of the Web, arXiv:2406.19569',
      url: 'https://arxiv.org/abs/2406.19569',
    },
  },
  assumed: [
    'Only the score of each country is published, not who has which share: shares fall by one factor from the largest supplier to the thirtieth, so that the sum of their squares is the score; a quarter of the sites is with 200 small ones, or nobody where the score leaves no room for them.',
    'Cloudflare is the largest host in every country and Amazon the second; all others are national. Where another one leads, as in Iran or Russia, this is wrong.',
    'Name services and certificate authorities have the shares of all countries together in each of them.',
    'Of the sites hosted by Cloudflare, 0.9 have their DNS there; of those hosted by Amazon, 0.5.',
    'Every site has one host, one name service and one certificate authority: alternatives are not in the figures.',
    'Every supplier has a quarter of a total outage a year, of 2.23 h in the median and 15.65 h in the worst twentieth (all incidents in the Cloud Uptime Archive 2018-2020).',
  ],
  missing: [
    'Who leads in which country, sites hosted abroad, and who shares suppliers with neighbours.',
    'Redundancy, content networks, own hosting, ranks within a country.',
    'How concentrated name services and authorities are within a country.',
  ],
  members: { id: 'site', name: 'Site', kind: 'application', label: 'Sites', unit: 'sites' },
  population: 10_000 * countries.length,
  strata: countries.map(({ country }) => ({ id: country, share: 1, country })),
  layers: [
    {
      id: 'hosting',
      title: 'hosting',
      kind: 'cloud-provider',
      role: 'hosting',
      source: 'assumed: down while its host is',
      outages: rare(RATE),
      providers: [
        { id: 'cloudflare', name: 'Cloudflare (hosting)', source: 'assumed: leads everywhere' },
        { id: 'amazon', name: 'Amazon (hosting)', source: 'assumed: second everywhere' },
      ],
      scored: {
        score: countries.map(({ score }) => score),
        leaders: ['cloudflare', 'amazon'],
        count: 30,
        tail: { count: 200, share: 0.25 },
        source: 'habib-2025',
      },
    },
    {
      id: 'dns',
      title: 'DNS',
      kind: 'dns',
      role: 'dns',
      source: 'assumed: no alternatives',
      outages: rare(RATE),
      ...dns,
      joint: [
        { given: { hosting: ['cloudflare'] }, shares: { cloudflare: 0.9 }, source: 'assumed' },
        { given: { hosting: ['amazon'] }, shares: { amazon: 0.5 }, source: 'assumed' },
      ],
    },
    {
      id: 'ca',
      title: 'certificate authority',
      kind: 'ca',
      role: 'ca',
      graceHours: 720,
      source: 'assumed: renewal at two thirds of 90 days leaves 30 days',
      outages: rare(RATE),
      ...ca,
    },
  ],
  targets: [
    ...countries.map(({ country, score }) => ({
      id: PUBLISHED[country] === undefined ? `score-${country}` : `F0${PUBLISHED[country]}`,
      title: `centralization of hosting in ${country}`,
      published: score,
      measure: { of: 'centralization', layer: 'hosting', stratum: country },
      source: 'habib-2025',
    })),
    ...[
      ['dns', 'cloudflare', 'F0295', 0.373],
      ['dns', 'amazon', 'F0296', 0.0996],
      ['dns', 'google', 'F0297', 0.0332],
      ['dns', 'reg-ru', 'F0298', 0.0303],
      ['dns', 'godaddy', 'F0299', 0.0241],
      ['ca', 'letsencrypt', 'F0306', 0.3529],
      ['ca', 'digicert', 'F0307', 0.2633],
      ['ca', 'google', 'F0308', 0.1051],
      ['ca', 'sectigo', 'F0309', 0.0996],
      ['ca', 'amazon', 'F0310', 0.0947],
      ['ca', 'globalsign', 'F0311', 0.0424],
    ].map(([layer, supplier, id, published]) => ({
      id,
      title: `share of ${supplier}, ${layer === 'ca' ? 'CA' : 'DNS'}`,
      published,
      measure: share(layer, supplier),
      source: 'habib-2025',
    })),
  ],
};

writeFileSync(join(root, 'datasets/markets/country.json'), `${JSON.stringify(market)}\n`);
