/** Which entities and dependencies a scenario means. */
import { KINDS } from '../model/kinds.ts';
import { topmostOperators } from '../model/operators.ts';
import { FAILOVER, type System, textAt } from '../model/system.ts';
import { knownOutages } from './known-outages.ts';
import type { DependencyFilter, Filter, Traits } from './schema.ts';

/** A system as the filters see it. */
export interface Field {
  readonly system: System;
  /** How much each entity counts. */
  readonly weight: Float64Array;
  /** The topmost operator of each entity. */
  readonly topmost: Int32Array;
  /** Index of an entity by its id. */
  readonly indexOf: ReadonlyMap<string, number>;
}

/** O(entities). */
export function fieldOf(system: System, weight: Float64Array): Field {
  return {
    system,
    weight,
    topmost: topmostOperators(system.entities.operator),
    indexOf: new Map(system.entities.id.map((id, v) => [id, v])),
  };
}

/**
 * The entities that a filter means: ascending, or the top ones first where it asks for them. These are ranked
 * among all that have the traits, by the dependencies for the roles in `supplies`, for any without. O(entities + dependencies).
 */
export function entitiesWhere(field: Field, filter: Filter): readonly number[] {
  const roles = filter.supplies;
  const rows =
    roles === undefined && filter.top === undefined ? [] : dependenciesWhere(field, { role: roles });
  return ranked(field, filter, rows);
}

/**
 * The dependencies that a filter means, ascending; those that are needed only to switch are none of them. Top
 * suppliers are ranked by the dependencies that pass the rest of the filter. O(entities + dependencies).
 */
export function dependenciesWhere(field: Field, where: DependencyFilter): readonly number[] {
  const { dependencies } = field.system;
  const { role, phase } = dependencies;
  const roles = where.role && new Set(where.role);
  const isRole = role.labels.map((label) => roles === undefined || roles.has(label));
  const isDependent = where.dependent && membersOf(field, entitiesWhere(field, where.dependent));
  const rows: number[] = [];
  for (let e = 0; e < dependencies.count; e++)
    if (
      phase[e] !== FAILOVER &&
      isRole[role.codes[e]!] &&
      (isDependent === undefined || isDependent[dependencies.dependent[e]!] === 1)
    )
      rows.push(e);
  if (where.supplier === undefined) return rows;
  const { supplies } = where.supplier;
  const among =
    supplies === undefined ? rows : rows.filter((e) => supplies.includes(textAt(dependencies.role, e)));
  const isSupplier = membersOf(field, ranked(field, where.supplier, among));
  return rows.filter((e) => isSupplier[dependencies.supplier[e]!] === 1);
}

/** 1 for each entity of a list. */
export function membersOf({ system }: Field, entities: readonly number[]): Uint8Array {
  const isMember = new Uint8Array(system.entities.count);
  for (const v of entities) isMember[v] = 1;
  return isMember;
}

/** The entities with the traits of a filter, supplying in one of the rows where it says so, or the top ones of them. */
function ranked(field: Field, filter: Filter, rows: readonly number[]): readonly number[] {
  const { entities, dependencies } = field.system;
  const supplies =
    filter.supplies &&
    membersOf(
      field,
      rows.map((e) => dependencies.supplier[e]!),
    );
  const has = hasTraits(field, filter);
  const hasNot = filter.not && hasTraits(field, filter.not);
  const found = Array.from(entities.id.keys()).filter(
    (v) => has(v) && !hasNot?.(v) && (supplies === undefined || supplies[v] === 1),
  );
  if (filter.top === undefined) return found;
  const { count, skip, by } = filter.top;
  const score = by === 'weight' ? field.weight : new Float64Array(entities.count);
  if (by !== 'weight')
    for (const e of rows)
      score[dependencies.supplier[e]!]! +=
        by === 'dependents' ? 1 : field.weight[dependencies.dependent[e]!]!;
  const inOrder = found.sort((v, w) => score[w]! - score[v]! || (entities.id[v]! < entities.id[w]! ? -1 : 1));
  return inOrder.slice(skip, skip + count);
}

function hasTraits(field: Field, traits: Traits): (v: number) => boolean {
  const { entities } = field.system;
  const kinds = setOf(traits.kind);
  const sectors = setOf(traits.sector);
  const countries = setOf(traits.country);
  const owners = setOf(traits.operator);
  const ownerCountries = setOf(traits.operatorCountry);
  const isKnown = traits.outages && knownOutages(field.system, field.topmost);
  const isNamed = traits.id && namePattern(traits.id);
  const isRun = (v: number): boolean => {
    for (let w = v; w >= 0; w = entities.operator[w]!) if (owners!.has(entities.id[w]!)) return true;
    return false;
  };
  return (v) =>
    (isNamed === undefined || isNamed(entities.id[v]!)) &&
    (kinds === undefined || kinds.has(KINDS[entities.kind[v]!]!)) &&
    (sectors === undefined || sectors.has(textAt(entities.sector, v))) &&
    (countries === undefined || countries.has(textAt(entities.country, v))) &&
    (owners === undefined || isRun(v)) &&
    isKnown?.[v] !== 1 &&
    (ownerCountries === undefined || ownerCountries.has(textAt(entities.country, field.topmost[v]!)));
}

function setOf(texts: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return texts && new Set(texts);
}

/** Whether an id is one of these; a trailing * stands for anything. */
function namePattern(names: readonly string[]): (id: string) => boolean {
  const whole = new Set(names.filter((name) => !name.endsWith('*')));
  const beginnings = names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  return (id) => whole.has(id) || beginnings.some((beginning) => id.startsWith(beginning));
}
