/**
 * Sites and their DNS, CDN and CA providers (Kashaf, Sekar, Agarwal, IMC 2020, the authors' data). The
 * answers are counted here line by line, without the engine. The whole data set of 100,000 sites is checked
 * where it lies beside the repository; the excerpt is checked everywhere.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildNetwork } from '../../engine/model/network.ts';
import { blastRadii } from '../../engine/structure/blast-radius.ts';
import { createCascade, weightDown } from '../../engine/structure/cascade.ts';
import { drain, systemFrom } from '../formats/reading.ts';

const whole = resolve(import.meta.dirname, '../../../shared/data/web-edges-2020-100k.csv.gz');

/** In the format of the whole: a site may use several providers, and the same one for several services. */
const excerpt = `alexa_rank,site,service,provider,critical
1,site-1,dns,cloudflare,1
1,site-1,cdn,cloudflare,1
2,site-2,dns,cloudflare,0
2,site-2,dns,dyn,0
3,site-3,dns,cloudflare,1
3,site-3,ca,digicert,1
4,site-4,dns,dyn,1
4,site-4,ca,digicert,0
5,site-5,cdn,akamai,1
`;

interface Edge {
  readonly site: string;
  readonly provider: string;
  readonly isCritical: boolean;
}

function edgesOf(table: string): Edge[] {
  return table
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [, site, service, provider, critical] = line.split(',');
      return { site: site!, provider: `${service}:${provider}`, isCritical: critical === '1' };
    });
}

/** Only critical edges make a site fall; the others stand in no group here and are left out. */
function systemOfEdges(edges: readonly Edge[]) {
  const sites = [...new Set(edges.map((edge) => edge.site))];
  const providers = [...new Set(edges.map((edge) => edge.provider))];
  const rows = edges.filter((edge) => edge.isCritical).map((edge) => `${edge.site},${edge.provider}`);
  const system = systemFrom({
    entities: `id,kind,weight\n${sites.map((id) => `${id},application,1\n`).join('')}${providers
      .map((id) => `${id},platform,0\n`)
      .join('')}`,
    dependencies: `dependent,supplier\n${rows.join('\n')}\n`,
  });
  return { system, providers, firstProvider: sites.length };
}

/** Sites per provider, counted by hand. */
function countedSites(edges: readonly Edge[]): Map<string, Set<string>> {
  const sites = new Map<string, Set<string>>();
  for (const { site, provider, isCritical } of edges) {
    if (!sites.has(provider)) sites.set(provider, new Set());
    if (isCritical) sites.get(provider)!.add(site);
  }
  return sites;
}

function checkAgainstCounts(edges: readonly Edge[]): void {
  const { system, providers, firstProvider } = systemOfEdges(edges);
  const counted = countedSites(edges);
  const network = buildNetwork(system, 'run');
  const weight = system.weights[0]!.values;
  const { result } = drain(blastRadii(network, weight));
  expect(Object.fromEntries(providers.map((id, i) => [id, result[firstProvider + i]]))).toEqual(
    Object.fromEntries(providers.map((id) => [id, counted.get(id)!.size])),
  );
  const [first, second] = [...providers].sort((a, b) => counted.get(b)!.size - counted.get(a)!.size);
  const cascade = createCascade(network);
  cascade.run([first!, second!].map((id) => firstProvider + providers.indexOf(id)));
  expect(weightDown(cascade, weight)).toBe(new Set([...counted.get(first!)!, ...counted.get(second!)!]).size);
}

describe('the blast radius of every provider of the web', () => {
  test('in the excerpt is the number of sites that critically use it', () => {
    checkAgainstCounts(edgesOf(excerpt));
    expect(countedSites(edgesOf(excerpt)).get('dns:cloudflare')!.size).toBe(2);
  });

  if (existsSync(whole))
    test('among the 100,000 most visited sites of 2020 is the number that critically use it', () => {
      const edges = edgesOf(gunzipSync(readFileSync(whole)).toString());
      checkAgainstCounts(edges);
      expect(countedSites(edges).get('dns:cloudflare')!.size).toBe(23400);
    });
});
