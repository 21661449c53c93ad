/** What people's words are likely to mean where the model wants a number or a word of its own. All are assumptions. */
import { KINDS, type Kind } from '../../model/kinds.ts';

/** What a word is read as: a text of the model, or one of several suppliers of which one is enough. */
export const ALTERNATIVE = 'alternative';

const KIND_WORDS: Readonly<Record<string, Kind>> = {
  app: 'application',
  apps: 'application',
  site: 'application',
  website: 'application',
  web: 'application',
  service: 'application',
  company: 'organisation',
  organization: 'organisation',
  org: 'organisation',
  bank: 'organisation',
  group: 'organisation',
  firm: 'organisation',
  institution: 'organisation',
  agency: 'organisation',
  government: 'organisation',
  cloud: 'cloud-provider',
  clouds: 'cloud-provider',
  hosting: 'cloud-provider',
  host: 'cloud-provider',
  iaas: 'cloud-provider',
  'data processing': 'cloud-provider',
  region: 'cloud-region',
  'availability zone': 'cloud-region',
  zone: 'cloud-region',
  saas: 'cloud-service',
  paas: 'cloud-service',
  data: 'cloud-service',
  database: 'cloud-service',
  storage: 'cloud-service',
  email: 'cloud-service',
  mail: 'cloud-service',
  'e mail': 'cloud-service',
  endpoint: 'software',
  os: 'software',
  library: 'software',
  'software registry': 'registry',
  'package registry': 'registry',
  'domain registry': 'registry',
  tld: 'registry',
  registrar: 'registry',
  'name server': 'dns',
  'name servers': 'dns',
  nameserver: 'dns',
  nameservers: 'dns',
  ns: 'dns',
  'name service': 'dns',
  cdns: 'cdn',
  'content network': 'cdn',
  'content delivery network': 'cdn',
  ddos: 'cdn',
  'ddos protection': 'cdn',
  waf: 'cdn',
  'certificate authority': 'ca',
  certificate: 'ca',
  certificates: 'ca',
  tls: 'ca',
  sso: 'identity',
  idp: 'identity',
  login: 'identity',
  auth: 'identity',
  authentication: 'identity',
  payments: 'payment',
  card: 'payment',
  telecom: 'network',
  isp: 'network',
  transit: 'network',
  connectivity: 'network',
  internet: 'network',
  carrier: 'network',
  ixp: 'network',
  cable: 'network',
  'data center': 'facility',
  'data centre': 'facility',
  datacenter: 'facility',
  datacentre: 'facility',
  building: 'facility',
  colocation: 'facility',
  power: 'energy',
  electricity: 'energy',
  grid: 'energy',
  utility: 'energy',
  time: 'ntp',
};

const KIND_NAMES: ReadonlySet<string> = new Set(KINDS);

/** The kind that a word stands for, undefined where that cannot be told. */
export function kindFor(word: string): Kind | undefined {
  const key = word.trim().toLowerCase();
  if (KIND_NAMES.has(key)) return key as Kind;
  const spaced = key.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const dashed = spaced.replaceAll(' ', '-');
  if (KIND_NAMES.has(dashed)) return dashed as Kind;
  return Object.hasOwn(KIND_WORDS, spaced) ? KIND_WORDS[spaced] : undefined;
}

const LOSS: readonly (readonly [RegExp, string])[] = [
  [
    /^(redundant|alternative|backup|secondary|standby|fail ?over|substitutable|easily substitutable)$/,
    ALTERNATIVE,
  ],
  [/^(non critical|not critical|none|negligible|minor|low|no|n|false|optional)$/, '0.1'],
  [/^(degraded|partial|partly|medium|moderate|important|some|limited)$/, '0.3'],
  [
    /^(critical|high|full|complete|essential|severe|total|yes|y|true|mandatory|very high|not substitutable)$/,
    '1',
  ],
];

const CONFIDENCE: readonly (readonly [RegExp, string])[] = [
  [/^(yes|y|true|verified|confirmed|certain|very high)$/, '1'],
  [/^(high|likely|probable)$/, '0.9'],
  [/^(medium|moderate|partly|partial)$/, '0.7'],
  [/^(no|n|false|unverified|unconfirmed|unknown|possible)$/, '0.5'],
  [/^(low|doubtful|unlikely)$/, '0.3'],
];

/** The number from 0 to 1 that a word is likely to stand for, '' for one that is not known. */
export function fractionFor(field: string, word: string): string {
  // below 0 is no fraction, and what follows passes over signs
  if (/^\s*[-−]\s*[\d.,]/.test(word)) return '';
  const key = word
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.,%]+/gu, ' ')
    .trim();
  const percent = /^(\d+(?:[.,]\d+)?) ?%$/.exec(key)?.[1];
  if (percent !== undefined) {
    const value = Number(percent.replace(',', '.')) / 100;
    return value <= 1 ? String(value) : '';
  }
  if (/^(0[.,]\d+|0|1|1[.,]0+)$/.test(key)) return String(Number(key.replace(',', '.')));
  const known = field === 'confidence' ? CONFIDENCE : field === 'loss' ? LOSS : [];
  return known.find(([pattern]) => pattern.test(key))?.[1] ?? '';
}

const EVIDENCE: readonly (readonly [RegExp, string])[] = [
  [/^(first party|a|official|own|primary|measured|observed)$/, 'first-party'],
  [/^(report|b|press|media|secondary|third party|published)$/, 'report'],
  [/^(memory|c|interview|expert)$/, 'memory'],
  [/^(assumed|d|assumption|guess|estimate|inferred)$/, 'assumed'],
];

/** The grade of evidence that a word is likely to stand for, '' for one that is not known. */
export function evidenceFor(word: string): string {
  const key = word
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return EVIDENCE.find(([pattern]) => pattern.test(key))?.[1] ?? '';
}

/** Texts by which people say that there is nothing. */
export const NOTHING_WORDS: ReadonlySet<string> = new Set([
  '',
  '-',
  '--',
  'n/a',
  'na',
  'none',
  'null',
  '?',
  'unknown',
]);
