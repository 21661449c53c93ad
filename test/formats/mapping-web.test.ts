/**
 * The shipped mappings of measured dependencies of the web, against requirements formed here line by line,
 * without the engine. The whole tables are checked where they lie beside the repository; excerpts in their
 * format are checked everywhere.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../../engine/model/kinds.ts';
import { imported, requirementLines } from './importing.ts';
import { writeAndRead } from './reading.ts';

const templates = resolve(import.meta.dirname, '../../datasets/templates');
const measurements = resolve(import.meta.dirname, '../../../shared/data');

type Tables = Readonly<Record<string, string>>;

const EDGES: Tables = {
  'web-edges-2020-100k.csv': `alexa_rank,site,service,provider,critical
1,site-1,dns,cloudflare,1
1,site-1,cdn,cloudflare,1
2,site-2,dns,cloudflare,0
2,site-2,dns,dyn,0
3,site-3,ca,digicert,1
4,site-4,ca,digicert,0
4,site-4,ca,sectigo,0
4,site-4,dns,dyn,0
`,
  'web-interservice-2020.csv': `from_service,from_provider,to_service,to_provider,single_provider(critical),note
ca,digicert,dns,dnsmadeeasy,yes,seen
ca,godaddy,dns,akamai,no,seen
ca,symantec,dns,dyn,unclear,two answers
cdn,stackpath,dns,aws,no,seen
cdn,stackpath,dns,ns1,no,seen
`,
};

const TOP_10K: Tables = {
  'web-dependencies-2020-top10k.csv': `alexa_rank,site,dns_all,dns_third_party,dns_third_party_critical,cdn_all,cdn_third_party,cdn_third_party_critical,ca_all,ca_third_party,ca_third_party_critical(no OCSP stapling)
1,site-1,google,,0,google,,0,google,google,0
2,site-2,aws|google3rd,aws|google,0,akamai|tencent,akamai|tencent,0,digicert,digicert,1
3,site-3,own.com|dyn,dyn,1,,,0,,,0
4,site-4,dyn,dyn,0,fastly,fastly,1,a|b,a|b,1
`,
};

const US: Tables = {
  'web-dependencies-2023-us.csv': `crux_rank_bucket,site,dns_providers,dns_types,dns_single_third_party,ca,ca_type,ocsp_stapled,"cdn(partial crawl, 1290 sites)"
1000,site-1,cloudflare,Third,1,digicertinc,Third,True,
1000,site-2,akam.net|adobe.com,Third|Pvt,0,sectigolimited,Third,False,akamai|adobecloud
1000,site-3,a.net|b.net|c.net,Third|unknown|Third,0,,,,fastly
5000,site-4,,,0,certum,unknown,False,
5000,site-5,own.com,Pvt,0,ocsp.e2m01.amazontrust.com,Amazon,Third,
`,
};

/** Cells of the rows after the header, of tables that have no quotes there. */
function rowsOf(tables: Tables, name: string): string[][] {
  const [, ...lines] = tables[name]!.trimEnd().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}

interface Use {
  readonly dependent: string;
  readonly service: string;
  readonly suppliers: readonly string[];
  readonly loss: 0 | 1;
}

function lineOf({ dependent, service, suppliers, loss }: Use): string {
  const ids = suppliers.map((supplier) => `${service}:${supplier}`).join(', ');
  return `${dependent} needs 1 of ${ids} for ${service}, else loses ${loss}`;
}

/** The requirements of one dependent for one service, in the words of Kashaf et al. (IMC 2020). */
function usesOf(
  dependent: string,
  service: string,
  critical: readonly string[],
  others: readonly string[],
): Use[] {
  const alone =
    (loss: 0 | 1) =>
    (supplier: string): Use => ({ dependent, service, suppliers: [supplier], loss });
  const uses = critical.map(alone(1));
  // a certificate authority is no alternative to another: what counts is stapling
  if (service === 'ca' || others.length === 1) return [...uses, ...others.map(alone(0))];
  return others.length === 0 ? uses : [...uses, { dependent, service, suppliers: others, loss: 1 }];
}

function usesOfEdges(edges: readonly (readonly [string, string, string, boolean])[]): Use[] {
  const bundles = new Map<string, { critical: string[]; others: string[] }>();
  for (const [dependent, service, supplier, isCritical] of edges) {
    const key = `${dependent} ${service}`;
    if (!bundles.has(key)) bundles.set(key, { critical: [], others: [] });
    bundles.get(key)![isCritical ? 'critical' : 'others'].push(supplier);
  }
  return Array.from(bundles, ([key, { critical, others }]) => {
    const [dependent, service] = key.split(' ') as [string, string];
    return usesOf(dependent, service, critical, others);
  }).flat();
}

const partsOf = (cell: string): string[] => cell.split('|').filter((part) => part !== '');

/** The name of a mapping, the sites of its tables in order, and what they and the providers need. */
const CASES: readonly {
  readonly template: string;
  readonly excerpt: Tables;
  readonly expected: (tables: Tables) => {
    readonly sites: readonly string[];
    readonly uses: readonly Use[];
    /** Sites of the study that stand as one of `sites`. */
    readonly united?: number;
  };
}[] = [
  {
    template: 'web-edges-2020',
    excerpt: EDGES,
    expected: (tables) => {
      const sites = rowsOf(tables, 'web-edges-2020-100k.csv');
      const between = rowsOf(tables, 'web-interservice-2020.csv');
      return {
        sites: ['sites-not-in-the-table', ...new Set(sites.map(([, site]) => site!))],
        // 100,000 visited, 93,265 in the table
        united: 6_735,
        uses: usesOfEdges([
          ...sites.map(
            ([, site, service, provider, critical]) =>
              [site!, service!, provider!, critical === '1'] as const,
          ),
          ...between.map(
            ([fromService, from, service, to, single]) =>
              [`${fromService}:${from}`, service!, to!, single === 'yes'] as const,
          ),
        ]),
      };
    },
  },
  {
    template: 'web-top10k-2020',
    excerpt: TOP_10K,
    expected: (tables) => {
      const rows = rowsOf(tables, 'web-dependencies-2020-top10k.csv');
      return {
        sites: rows.map(([, site]) => site!),
        uses: rows.flatMap((row) =>
          ['dns', 'cdn', 'ca'].flatMap((service, s) => {
            const [all, isCritical] = [partsOf(row[3 + 3 * s]!), row[4 + 3 * s] === '1'];
            return usesOf(row[1]!, service, isCritical ? all : [], isCritical ? [] : all);
          }),
        ),
      };
    },
  },
  {
    template: 'web-us-2023',
    excerpt: US,
    expected: (tables) => {
      const rows = rowsOf(tables, 'web-dependencies-2023-us.csv');
      return {
        sites: rows.map(([, site]) => site!),
        uses: rows.flatMap(([, site, names, types, single, ca, caType, stapled, cdn]) => {
          const third = partsOf(names!).filter((_, i) => types!.split('|')[i] === 'Third');
          const authorities = caType === 'Third' ? [ca!] : [];
          const networks = partsOf(cdn!);
          return [
            ...usesOf(site!, 'dns', single === '1' ? third : [], single === '1' ? [] : third),
            ...usesOf(
              site!,
              'ca',
              stapled === 'False' ? authorities : [],
              stapled === 'True' ? authorities : [],
            ),
            ...usesOf(
              site!,
              'cdn',
              networks.length === 1 ? networks : [],
              networks.length > 1 ? networks : [],
            ),
          ];
        }),
      };
    },
  },
];

function check(template: string, tables: Tables, expected: (typeof CASES)[number]['expected']): void {
  const { system, problems } = imported(readFileSync(join(templates, `${template}.json`)), tables);
  expect(problems).toEqual([]);
  const { sites, uses, united = 1 } = expected(tables);
  const { entities, weights, about } = system!;

  // what each needs, in whatever order
  const found = requirementLines(system!).sort();
  const wanted = uses.map(lineOf).sort();
  expect(found.filter((line, i) => line !== wanted[i]).slice(0, 5)).toEqual([]);
  expect(found).toHaveLength(wanted.length);

  // sites have weight 1 and come with or without dependencies; providers are scoped and joined by their operator
  const kindAt = (v: number): string => KINDS[entities.kind[v]!]!;
  const sitesFound = entities.id.filter((_, v) => kindAt(v) === 'application');
  expect(sitesFound).toEqual(sites);
  const total = weights[0]!.values.reduce((sum, value) => sum + value, 0);
  expect(total).toBe(sites.length - 1 + united);
  const strays = entities.id.filter((id, v) => {
    const [service, ...name] = id.split(':');
    const isProvider = ['dns', 'cdn', 'ca'].includes(kindAt(v));
    return isProvider && (service !== kindAt(v) || entities.id[entities.operator[v]!] !== name.join(':'));
  });
  expect(strays).toEqual([]);

  // what is written is a dataset without a fault
  expect(writeAndRead(system!).problems).toEqual([]);
  expect(about.sources.length).toBeGreaterThan(0);
  for (const list of [about.measured, about.assumed, about.missing]) expect(list.length).toBeGreaterThan(0);
}

describe('the mapping', () => {
  test.each(CASES)('$template makes the requirements of an excerpt', ({ template, excerpt, expected }) => {
    check(template, excerpt, expected);
  });

  if (existsSync(measurements)) {
    const tableOf = (name: string): string => {
      const packed = join(measurements, `${name}.gz`);
      return existsSync(packed)
        ? gunzipSync(readFileSync(packed)).toString()
        : readFileSync(join(measurements, name), 'utf8');
    };
    test.each(CASES)('$template makes the requirements of the whole', ({ template, excerpt, expected }) => {
      const names = Object.keys(excerpt);
      check(template, Object.fromEntries(names.map((name) => [name, tableOf(name)])), expected);
    });

    test('web-edges-2020 keeps the published counts of critical dependence', () => {
      const tables = Object.fromEntries(Object.keys(EDGES).map((name) => [name, tableOf(name)]));
      const { system } = imported(readFileSync(join(templates, 'web-edges-2020.json')), tables);
      const users = requirementLines(system!).filter((line) =>
        /^site-\d+ needs 1 of dns:cloudflare for dns, else loses 1$/.test(line),
      );
      expect(users).toHaveLength(23_400);
    });
  }

  test('of every template that is shipped is checked here', () => {
    const shipped = readdirSync(templates).filter((name) => name.endsWith('.json'));
    expect(shipped.sort()).toEqual(CASES.map(({ template }) => `${template}.json`).sort());
  });
});
