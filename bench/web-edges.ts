/**
 * The DNS, CDN and CA dependencies of the top 100,000 sites of 2020 (Kashaf, Sekar, Agarwal, IMC 2020),
 * as a dataset in the native format: each site needs each critical provider; providers of a layer that
 * are not critical are alternatives; one that can be lost without harm (a stapling CA, a provider
 * beside the site's own servers) has loss 0.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const SITES = 'web-edges-2020-100k.csv.gz';
const BETWEEN_SERVICES = 'web-interservice-2020.csv';

interface Edge {
  readonly dependent: string;
  readonly supplier: string;
  readonly service: string;
  readonly critical: boolean;
}

/** The dataset's files, or undefined where the measurement data are not there. */
export function webEdges(
  folder: string,
): readonly { readonly name: string; readonly bytes: Uint8Array }[] | undefined {
  if (![SITES, BETWEEN_SERVICES].every((name) => existsSync(join(folder, name)))) return undefined;
  const sites = rows(gunzipSync(readFileSync(join(folder, SITES))).toString('utf8')).map(
    ([, site, service, provider, critical]): Edge => ({
      dependent: site!,
      supplier: `${service}/${provider}`,
      service: service!,
      critical: critical === '1',
    }),
  );
  const between = rows(readFileSync(join(folder, BETWEEN_SERVICES), 'utf8')).map(
    ([fromService, from, service, to, single]): Edge => ({
      dependent: `${fromService}/${from}`,
      supplier: `${service}/${to}`,
      service: service!,
      critical: single === 'yes',
    }),
  );
  const edges = [...sites, ...between];
  const siteIds = new Set(sites.map((edge) => edge.dependent));
  const serviceOf = new Map<string, string>();
  for (const { supplier, service } of edges) serviceOf.set(supplier, service);
  for (const { dependent } of between) serviceOf.set(dependent, dependent.slice(0, dependent.indexOf('/')));
  const alternatives = new Map<string, number>();
  const groupOf = ({ dependent, service }: Edge): string => `${dependent} ${service}`;
  for (const edge of edges)
    if (!edge.critical) alternatives.set(groupOf(edge), (alternatives.get(groupOf(edge)) ?? 0) + 1);

  const entities = ['id,kind,weight'];
  for (const id of siteIds) entities.push(`${id},application,1`);
  for (const [id, service] of serviceOf) entities.push(`${id},${service},0`);
  const dependencies = ['dependent,supplier,role,group,loss'];
  for (const edge of edges) {
    const shared = !edge.critical && edge.service !== 'ca' && alternatives.get(groupOf(edge))! > 1;
    const loss = edge.critical || shared ? 1 : 0;
    dependencies.push(
      `${edge.dependent},${edge.supplier},${edge.service},${shared ? edge.service : ''},${loss}`,
    );
  }
  const file = (name: string, lines: readonly string[]) => ({
    name,
    bytes: new TextEncoder().encode(`${lines.join('\n')}\n`),
  });
  return [file('entities.csv', entities), file('dependencies.csv', dependencies)];
}

/** Cells of a plain table without quotes, header left out. */
function rows(text: string): string[][] {
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
}
