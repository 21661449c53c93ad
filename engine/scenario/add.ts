/** The verb `add`: new entities, and new dependencies of entities. */
import { extended, type NewDependency, type NewEntity, type NewRequirement } from '../model/extended.ts';
import { kindIndex } from '../model/kinds.ts';
import { FAILOVER, RUN, type System, textAt } from '../model/system.ts';
import { adopters, inDrawOrder } from './adopters.ts';
import { type Outcome, outcome, type Remark, type Site, warning } from './effect.ts';
import { p95OfMedian } from './outage-hours.ts';
import type { Of } from './schema.ts';
import { entitiesWhere, type Field } from './select.ts';

type AddEntities = Extract<Of<'add'>, { readonly what: 'entities' }>;
type AddDependencies = Extract<Of<'add'>, { readonly what: 'dependencies' }>;

/** Adds what the intervention says, after everything that there is. O(entities + dependencies). */
export function add(intervention: Of<'add'>, site: Site): Outcome {
  return intervention.what === 'entities'
    ? addEntities(intervention, site)
    : addDependencies(intervention, site);
}

/** New entities have no weight: they serve, and nobody counts them twice. Nothing is added when an id is taken. */
function addEntities(intervention: AddEntities, { field, lottery, source }: Site): Outcome {
  const { system, indexOf } = field;
  const { like, count, operator } = intervention;
  const found = like && entitiesWhere(field, like);
  const model = found?.[0];
  const ids = Array.from({ length: count }, (_, n) =>
    count === 1 ? intervention.id : `${intervention.id}/${n + 1}`,
  );
  const faults: Remark[] = ids
    .filter((id) => indexOf.has(id))
    .map((id) => ({
      severity: 'error',
      message: `The id '${id}' is taken; nothing is added. Choose another.`,
    }));
  if (operator !== undefined && !indexOf.has(operator))
    faults.push({
      severity: 'error',
      message: `There is no entity '${operator}' to run the new ones; nothing is added.`,
    });
  const matched = found?.length ?? 0;
  if (faults.length > 0) return outcome(system, { matched, remarks: faults });
  if (model === undefined && intervention.kind === undefined)
    return outcome(system, {
      remarks: [warning('There is nothing that the new ones could be like; nothing is added.')],
    });
  const names = ids.map((_, n) => nameOf(intervention, n));
  const entities = ids.map((id, n) => newEntity(field, intervention, { id, name: names[n]!, model }));
  const needed =
    model === undefined ? [] : requirementsLike(field, lottery, { model, fraction: intervention.needs });
  const requirements: NewRequirement[] = [];
  const dependencies: NewDependency[] = [];
  ids.forEach((_, n) => {
    for (const r of needed) {
      const copy = system.requirements.count + requirements.length;
      requirements.push(requirementLike(system, r, system.entities.count + n));
      dependencies.push(...dependenciesLike(system, r, copy));
    }
  });
  const remarks = Number.isNaN(entities[0]!.outagesPerYear)
    ? [warning('The new ones never fail by themselves: there is no rate of outages for them.')]
    : [];
  return outcome(extended(system, { entities, requirements, dependencies }, source), {
    matched,
    reached: model === undefined ? 0 : 1,
    entitiesAdded: entities.length,
    dependenciesAdded: dependencies.length,
    remarks,
  });
}

function nameOf({ name, id, count }: AddEntities, n: number): string {
  return count === 1 ? (name ?? id) : `${name ?? id} ${n + 1}`;
}

function newEntity(
  { system, indexOf }: Field,
  given: AddEntities,
  { id, name, model }: { readonly id: string; readonly name: string; readonly model: number | undefined },
): NewEntity {
  const { entities } = system;
  const taken = (column: Float64Array, times: number): number =>
    model === undefined ? Number.NaN : column[model]! * times;
  const { times } = given;
  const p50 = taken(entities.outageHoursP50, times.outageHours);
  const p95 = taken(entities.outageHoursP95, times.outageHours);
  return {
    id,
    name,
    kind: given.kind === undefined ? entities.kind[model!]! : kindIndex(given.kind),
    operator: given.operator === undefined ? -1 : indexOf.get(given.operator)!,
    country: given.country ?? (model === undefined ? '' : textAt(entities.country, model)),
    sector: given.sector ?? (model === undefined ? '' : textAt(entities.sector, model)),
    outagesPerYear: given.outagesPerYear ?? taken(entities.outagesPerYear, times.outagesPerYear),
    outageHoursP50: given.outageHoursP50 ?? p50,
    outageHoursP95:
      given.outageHoursP95 ??
      (given.outageHoursP50 === undefined ? p95 : p95OfMedian(given.outageHoursP50, { p50, p95 })),
    recoveryHours: given.recoveryHours ?? taken(entities.recoveryHours, times.recoveryHours),
    capacity: taken(entities.capacity, 1),
  };
}

/** A fraction of what the model needs, by a draw keyed by the suppliers: a larger overlap contains a smaller one. */
function requirementsLike(
  field: Field,
  lottery: Site['lottery'],
  { model, fraction }: { readonly model: number; readonly fraction: number },
): readonly number[] {
  const { dependencies } = field.system;
  const rows = Array.from(dependencies.requirement.keys()).filter(
    (e) => dependencies.dependent[e] === model && dependencies.phase[e] !== FAILOVER,
  );
  const bySupplier = inDrawOrder(field, lottery, [...new Set(rows.map((e) => dependencies.supplier[e]!))]);
  const inOrder = bySupplier.flatMap((w) =>
    rows.filter((e) => dependencies.supplier[e] === w).map((e) => dependencies.requirement[e]!),
  );
  const all = [...new Set(inOrder)];
  return all.slice(0, Math.round(fraction * all.length));
}

function requirementLike({ requirements }: System, r: number, dependent: number): NewRequirement {
  return {
    dependent,
    group: textAt(requirements.group, r),
    need: requirements.need[r]!,
    loss: requirements.loss[r]!,
    phase: requirements.phase[r]!,
    failoverHours: requirements.failoverHours[r]!,
    failoverProbability: requirements.failoverProbability[r]!,
  };
}

function dependenciesLike({ dependencies }: System, r: number, copy: number): readonly NewDependency[] {
  return Array.from(dependencies.requirement.keys())
    .filter((e) => dependencies.requirement[e] === r)
    .map((e) => ({
      requirement: copy,
      supplier: dependencies.supplier[e]!,
      role: textAt(dependencies.role, e),
      phase: dependencies.phase[e]!,
      graceHours: dependencies.graceHours[e]!,
      share: dependencies.share[e]!,
      confidence: dependencies.confidence[e]!,
      drawnAs: '',
    }));
}

/** Each entity needs each supplier; what it has for the role already, and itself, is left out. */
function addDependencies(intervention: AddDependencies, { field, lottery, source }: Site): Outcome {
  const { system } = field;
  const { role, loss, fraction } = intervention;
  const among = entitiesWhere(field, intervention.where.entity);
  const chosen = adopters(field, lottery, { among, fraction });
  const suppliers = entitiesWhere(field, intervention.supplier);
  const { dependencies } = system;
  const known = new Set<number>();
  for (let e = 0; e < dependencies.count; e++)
    if (textAt(dependencies.role, e) === role)
      known.add(dependencies.dependent[e]! * system.entities.count + dependencies.supplier[e]!);
  const pairs = chosen.flatMap((v) =>
    suppliers.filter((w) => w !== v && !known.has(v * system.entities.count + w)).map((w) => [v, w] as const),
  );
  const remarks =
    suppliers.length === 0 ? [warning('No entity matches as a supplier: nothing is added.')] : [];
  const added = extended(
    system,
    {
      entities: [],
      requirements: pairs.map(([dependent]) => ({
        dependent,
        group: '',
        need: 1,
        loss,
        phase: RUN,
        failoverHours: 0,
        failoverProbability: 1,
      })),
      dependencies: pairs.map(([, supplier], i) => ({
        requirement: system.requirements.count + i,
        supplier,
        role,
        phase: RUN,
        graceHours: intervention.graceHours ?? Number.NaN,
        share: Number.NaN,
        confidence: Number.NaN,
        drawnAs: '',
      })),
    },
    source,
  );
  return outcome(added, {
    matched: among.length,
    reached: chosen.length,
    dependenciesAdded: pairs.length,
    remarks,
  });
}
