/** A system in which some dependencies have another supplier, and nothing else is changed. */
import { keepingKeys } from './dependency-key.ts';
import type { System, TextColumn } from './system.ts';

/**
 * The system with the given suppliers, by dependency; the same object when there are none. What is moved was
 * never seen anywhere: its evidence is `assumed`, its source is `source`, it has no year and no basis; it is there
 * wherever the old one was. No index
 * changes. The new supplier must be no member of the requirement. O(dependencies).
 */
export function withSuppliers(
  system: System,
  supplierOf: ReadonlyMap<number, number>,
  source: string,
): System {
  if (supplierOf.size === 0) return system;
  const dependencies = keepingKeys(system, supplierOf.keys());
  const supplier = dependencies.supplier.slice();
  for (const [e, w] of supplierOf) supplier[e] = w;
  const moved = [...supplierOf.keys()];
  return {
    ...system,
    dependencies: {
      ...dependencies,
      supplier,
      source: withText(dependencies.source, moved, source),
      asOf: withText(dependencies.asOf, moved, ''),
      evidence: withText(dependencies.evidence, moved, 'assumed'),
      basis: withText(dependencies.basis, moved, ''),
    },
  };
}

/** The column with one text in these rows. */
function withText({ labels, codes }: TextColumn, rows: readonly number[], text: string): TextColumn {
  const known = labels.indexOf(text);
  const code = known < 0 ? labels.length : known;
  const changed = codes.slice();
  for (const row of rows) changed[row] = code;
  return { labels: known < 0 ? [...labels, text] : labels, codes: changed };
}
