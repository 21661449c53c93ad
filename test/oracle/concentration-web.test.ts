/**
 * Concentration of the DNS, CDN and CA providers of the web (Kashaf, Sekar, Agarwal, IMC 2020), against
 * counts made straight from the authors' rows with sets and maps, and against what the paper found. The
 * whole is checked where it lies beside the repository; the excerpt is checked everywhere.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import {
  concentrationOf,
  type Opened,
  openFiles,
  type SupplierRow,
  suppliersOf,
} from '../concentration/running.ts';
import { BETWEEN_FILE, measurements, providerId, SITES_FILE, webDataset } from './web-dataset.ts';

const SERVICES = ['dns', 'cdn', 'ca'] as const;

/** Sites visited that are not in the table, because they have no third-party provider; shares count them. */
const NOT_LISTED = 6_735;

/** In the format of the whole: alternatives, a stapled certificate, a CA on a DNS, two CDNs in a circle. */
const SITES = `alexa_rank,site,service,provider,critical
1,site-1,dns,cloudflare,1
1,site-1,cdn,cloudflare,1
2,site-2,dns,cloudflare,0
2,site-2,dns,dyn,0
3,site-3,dns,cloudflare,1
3,site-3,ca,digicert,1
4,site-4,dns,dyn,1
4,site-4,ca,digicert,0
5,site-5,cdn,akamai,1
6,site-6,cdn,fastly,0
6,site-6,ca,letsencrypt,1
`;
const BETWEEN = `from_service,from_provider,to_service,to_provider,single_provider(critical),note
ca,digicert,dns,dnsmadeeasy,yes,
ca,digicert,cdn,incapsula,no,
ca,letsencrypt,cdn,akamai,yes,
cdn,akamai,cdn,fastly,yes,
cdn,fastly,cdn,akamai,yes,
`;

interface Edge {
  readonly user: string;
  readonly service: string;
  readonly supplier: string;
  readonly isCritical: boolean;
}

/** The measured web, read without the engine. */
interface Web {
  readonly edges: readonly Edge[];
  readonly sites: ReadonlySet<string>;
  readonly usersOf: ReadonlyMap<string, readonly Edge[]>;
  readonly needsOf: ReadonlyMap<string, readonly Edge[]>;
}

function cellsOf(table: string): string[][] {
  const [, ...lines] = table.trim().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}

function grouped(edges: readonly Edge[], keyOf: (edge: Edge) => string): Map<string, Edge[]> {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(keyOf(edge));
    if (group === undefined) groups.set(keyOf(edge), [edge]);
    else group.push(edge);
  }
  return groups;
}

function webOf(sitesTable: string, betweenTable: string): Web {
  const direct = cellsOf(sitesTable).map(([, site, service, provider, critical]) => ({
    user: site!,
    service: service!,
    supplier: providerId(service!, provider!),
    isCritical: critical === '1',
  }));
  const between = cellsOf(betweenTable).map(([fromService, from, service, to, single]) => ({
    user: providerId(fromService!, from!),
    service: service!,
    supplier: providerId(service!, to!),
    isCritical: single === 'yes',
  }));
  const edges = [...direct, ...between];
  return {
    edges,
    sites: new Set(direct.map(({ user }) => user)),
    usersOf: grouped(edges, ({ supplier }) => supplier),
    needsOf: grouped(edges, ({ user }) => user),
  };
}

/** Every site that reaches a provider by any path. */
function reachOf(web: Web, provider: string): Set<string> {
  const reached = new Set([provider]);
  for (const at of reached) for (const { user } of web.usersOf.get(at) ?? []) reached.add(user);
  return reached;
}

/**
 * Everybody that is down with a provider, by the naive iteration: down is who has lost a critical supplier,
 * or all of several alternatives for a service; a certificate that is stapled is no loss.
 */
function downWith(web: Web, provider: string): Set<string> {
  const down = new Set([provider]);
  const hasFallen = (user: string): boolean => {
    const needs = web.needsOf.get(user)!;
    if (needs.some(({ supplier, isCritical }) => isCritical && down.has(supplier))) return true;
    return ['dns', 'cdn'].some((service) => {
      const alternatives = needs.filter((edge) => edge.service === service && !edge.isCritical);
      return alternatives.length > 1 && alternatives.every(({ supplier }) => down.has(supplier));
    });
  };
  for (const at of down)
    for (const { user } of web.usersOf.get(at) ?? []) if (!down.has(user) && hasFallen(user)) down.add(user);
  return down;
}

function answersOf(opened: Opened): Map<string, SupplierRow> {
  return new Map(SERVICES.flatMap((role) => [...suppliersOf(opened, concentrationOf(opened, { role }))]));
}

function checkAll(web: Web, rows: ReadonlyMap<string, SupplierRow>): void {
  const sitesIn = (users: Iterable<string>): number =>
    [...new Set(users)].filter((user) => web.sites.has(user)).length;
  const usersOf = (provider: string): readonly Edge[] => web.usersOf.get(provider)!;
  const counted = [...web.usersOf.keys()].sort().map((provider) => [
    provider,
    sitesIn(usersOf(provider).map(({ user }) => user)),
    sitesIn(
      usersOf(provider)
        .filter(({ isCritical }) => isCritical)
        .map(({ user }) => user),
    ),
    sitesIn(reachOf(web, provider)),
    sitesIn(downWith(web, provider)),
  ]);
  const found = [...rows.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([provider, row]) => [
      provider,
      ...[row.concentration, row.impact, row.hiddenConcentration, row.hiddenImpact].map((fraction) =>
        Number((fraction * (web.sites.size + NOT_LISTED)).toFixed(6)),
      ),
    ]);
  expect(found).toEqual(counted);
}

const scratch = mkdtempSync(join(tmpdir(), 'linchpin-web-'));
afterAll(() => rmSync(scratch, { recursive: true }));

describe('direct and hidden dependence on every provider of the web', () => {
  test('in the excerpt are the counts of sites', () => {
    writeFileSync(join(scratch, SITES_FILE), gzipSync(SITES));
    writeFileSync(join(scratch, BETWEEN_FILE), BETWEEN);
    const rows = answersOf(openFiles(webDataset(scratch)));
    checkAll(webOf(SITES, BETWEEN), rows);
    expect(rows.get(providerId('dns', 'dnsmadeeasy'))).toMatchObject({
      concentration: 0,
      impact: 0,
      hiddenConcentration: 2 / (6 + NOT_LISTED),
      hiddenImpact: 1 / (6 + NOT_LISTED),
    });
  });

  if (existsSync(join(measurements, SITES_FILE)) && existsSync(join(measurements, BETWEEN_FILE))) {
    const opened = openFiles(webDataset(measurements));
    const rows = answersOf(opened);
    const web = webOf(
      gunzipSync(readFileSync(join(measurements, SITES_FILE))).toString(),
      readFileSync(join(measurements, BETWEEN_FILE), 'utf8'),
    );
    const published = (service: string, provider: string): SupplierRow =>
      rows.get(providerId(service, provider))!;

    test('among the 100,000 most visited sites of 2020 are the counts of sites', () => {
      checkAll(web, rows);
      expect(rows.size).toBeGreaterThan(2000);
    });

    test('are those that the paper found', () => {
      const cloudflare = published('dns', 'cloudflare');
      expect(cloudflare.concentration).toBeCloseTo(0.235, 3);
      expect(cloudflare.impact).toBeCloseTo(0.234, 3);
      const dnsMadeEasy = published('dns', 'dnsmadeeasy');
      expect(dnsMadeEasy.impact).toBeCloseTo(0.01, 3);
      expect(dnsMadeEasy.hiddenImpact).toBeGreaterThan(0.2);
      expect(dnsMadeEasy.amplification).toBeGreaterThan(20);
      expect(dnsMadeEasy.carriers[0]!.id).toBe(providerId('ca', 'digicert'));
      const incapsula = published('cdn', 'incapsula');
      expect(incapsula.impact).toBeCloseTo(0.005, 3);
      expect(incapsula.hiddenImpact).toBeGreaterThan(0.2);
      expect(incapsula.carriers[0]!.id).toBe(providerId('ca', 'digicert'));
    });
  }
});
