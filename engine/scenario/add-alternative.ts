/** The verb `add-alternative`: dependents get one more supplier to choose from. */
import { dependencyKey, isUncertain, keepingKeys } from '../model/dependency-key.ts';
import { extended, type NewDependency } from '../model/extended.ts';
import { type RequirementTable, type TextColumn, textAt } from '../model/system.ts';
import { adopters } from './adopters.ts';
import { candidatesOf, createAllotment, membersOf, whoStandsOn } from './allotment.ts';
import { type Outcome, outcome, type Site, warning } from './effect.ts';
import { marketSizes } from './market-sizes.ts';
import type { Of } from './schema.ts';
import { dependenciesWhere, type Field } from './select.ts';

/**
 * Adds suppliers to the requirements that have a dependency which `where` means. What a requirement needs stays,
 * so with one that all were needed of it is now enough that one fewer fails. A requirement without alternatives
 * becomes a group with the given chance and time to switch; a group keeps its own. The newcomer is a standby, with share 0. The newcomer has the grace of
 * the dependency that it stands beside and is there wherever that is, in worlds of drawn evidence too. Nothing but
 * itself is new: what it stands on decides how independent it is. O(dependencies + adopters log candidates).
 */
export function addAlternative(intervention: Of<'add-alternative'>, site: Site): Outcome {
  const { field, lottery, source } = site;
  const { system } = field;
  const { dependencies, requirements } = system;
  const { where, to, fraction } = intervention;
  const rows = dependenciesWhere(field, where);
  const among = [...new Set(rows.map((e) => dependencies.dependent[e]!))];
  const chosen = adopters(field, lottery, { among, fraction });
  const place = new Map(chosen.map((v, i) => [v, i]));
  const { candidates, remarks } = candidatesOf(field, to, where.role);
  const standingOn = whoStandsOn(system);
  const added: NewDependency[] = [];
  const widened = new Map<number, number>();
  let stuck = 0;
  const inTurn = rows
    .filter((e) => place.has(dependencies.dependent[e]!))
    .sort((e, f) => place.get(dependencies.dependent[e]!)! - place.get(dependencies.dependent[f]!)! || e - f);
  const members = membersOf(system, new Set(inTurn.map((e) => dependencies.requirement[e]!)));
  const allotment = createAllotment(candidates, marketSizes(field, rows).typical);
  for (const e of inTurn) {
    const r = dependencies.requirement[e]!;
    // a group with several such rows is widened once
    if (widened.has(r)) continue;
    widened.set(r, e);
    const v = dependencies.dependent[e]!;
    const group = members.get(r)!;
    const owners = new Set([...group].map((w) => field.topmost[w]!));
    for (let n = 0; n < intervention.count; n++) {
      const newcomer = allotment.take(
        field.weight[v]!,
        ({ entity: w }) =>
          !standingOn(v).has(w) &&
          !group.has(w) &&
          (to.operators === 'any' || (to.operators === 'same') === owners.has(field.topmost[w]!)),
      );
      if (newcomer === undefined) {
        stuck++;
        break;
      }
      group.add(newcomer);
      if (to.operators === 'other') owners.add(field.topmost[newcomer]!);
      added.push({
        requirement: r,
        supplier: newcomer,
        role: textAt(dependencies.role, e),
        phase: requirements.phase[r]!,
        graceHours: dependencies.graceHours[e]!,
        share: 0,
        confidence: dependencies.confidence[e]!,
        drawnAs: isUncertain(dependencies, e) ? dependencyKey(system, e) : '',
      });
    }
  }
  const grown = new Set(added.map(({ requirement }) => requirement));
  const reached = new Set([...grown].map((r) => requirements.dependent[r]!)).size;
  const said = [...remarks];
  if (stuck > 0)
    said.push(
      warning(`${stuck} requirements get fewer alternatives: there is no further supplier for them.`),
    );
  if (added.length === 0) return outcome(system, { matched: among.length, remarks: said });
  const rowsOfGrown = Array.from(dependencies.requirement.keys()).filter((e) =>
    grown.has(dependencies.requirement[e]!),
  );
  const grouped = {
    ...system,
    dependencies: keepingKeys(system, rowsOfGrown),
    requirements: asGroups(field, grown, intervention),
  };
  return outcome(extended(grouped, { entities: [], requirements: [], dependencies: added }, source), {
    matched: among.length,
    reached,
    dependenciesAdded: added.length,
    remarks: said,
  });
}

/** Requirements that stood alone get a label of their own, and the way to switch. */
function asGroups(
  { system }: Field,
  grown: ReadonlySet<number>,
  { failoverHours, failoverProbability }: Of<'add-alternative'>,
): RequirementTable {
  const { dependencies, requirements } = system;
  const taken = new Map([...grown].map((r) => [requirements.dependent[r]!, new Set<string>()]));
  for (let r = 0; r < requirements.count; r++)
    if (requirements.group.codes[r] !== 0)
      taken.get(requirements.dependent[r]!)?.add(textAt(requirements.group, r));
  const roleOf = new Map<number, string>();
  const memberCount = new Int32Array(requirements.count);
  for (let e = 0; e < dependencies.count; e++) {
    const r = dependencies.requirement[e]!;
    memberCount[r]!++;
    if (!roleOf.has(r)) roleOf.set(r, textAt(dependencies.role, e));
  }
  const hours = requirements.failoverHours.slice();
  const probability = requirements.failoverProbability.slice();
  const labelOf = new Map<number, string>();
  for (const r of grown) {
    if (memberCount[r] === 1) {
      hours[r] = failoverHours;
      probability[r] = failoverProbability;
    }
    if (textAt(requirements.group, r) !== '') continue;
    const labels = taken.get(requirements.dependent[r]!)!;
    const role = roleOf.get(r)!;
    let label = role;
    for (let n = 2; labels.has(label); n++) label = `${role} ${n}`;
    labels.add(label);
    labelOf.set(r, label);
  }
  return {
    ...requirements,
    group: relabelled(requirements.group, labelOf),
    failoverHours: hours,
    failoverProbability: probability,
  };
}

function relabelled({ labels, codes }: TextColumn, labelOf: ReadonlyMap<number, string>): TextColumn {
  const codeOf = new Map(labels.map((label, code) => [label, code]));
  const changed = codes.slice();
  for (const [r, label] of labelOf) {
    if (!codeOf.has(label)) codeOf.set(label, codeOf.size);
    changed[r] = codeOf.get(label)!;
  }
  return { labels: [...codeOf.keys()], codes: changed };
}
