/** What interventions do, in sentences that need no system: ids, roles and numbers as they stand. */
import type { DependencyFilter, Filter, Intervention, Of, Scenario, To, Traits } from './schema.ts';

/** One sentence for each intervention, in their order; what a scenario changes beside the system as it is. */
export function scenarioWords(scenario: Scenario): readonly string[] {
  return scenario.interventions.map(interventionWords);
}

/** An intervention in one sentence. */
export function interventionWords(intervention: Intervention): string {
  switch (intervention.verb) {
    case 'reassign':
      return reassignWords(intervention);
    case 'add-alternative':
      return `Give ${part(intervention.fraction)}those who depend ${dependencyWords(intervention.where)} ${
        intervention.count === 1 ? 'one supplier' : `${intervention.count} suppliers`
      } more to choose from, ${toWords(intervention.to)}; where there was no choice, a switch takes ${
        intervention.failoverHours
      } h and works in ${percent(intervention.failoverProbability)} of all cases.`;
    case 'set':
      return setWords(intervention);
    case 'add':
      return intervention.what === 'entities'
        ? newEntityWords(intervention)
        : newDependencyWords(intervention);
    case 'remove':
      return 'entity' in intervention.where
        ? `Retire ${part(intervention.fraction)}${entityWords(intervention.where.entity)}.`
        : `Free ${part(intervention.fraction)}those who depend ${dependencyWords(intervention.where)} of that dependency.`;
    case 'fail':
      return `Make ${part(intervention.fraction)}${entityWords(intervention.where.entity)} fail at hour ${
        intervention.start
      } ${intervention.hours === undefined ? 'for good' : `for ${intervention.hours} h`}${
        intervention.level > 0 ? `, with ${percent(intervention.level)} of their service left` : ''
      }.`;
  }
}

function reassignWords({ where, fraction, cap, to }: Of<'reassign'>): string {
  const goal = `to ${toWords(to)}`;
  if (cap === undefined) return `Move ${part(fraction)}those who depend ${dependencyWords(where)} ${goal}.`;
  const holder = cap.of === 'each' ? 'supplier' : 'operator';
  return `Move those who depend ${dependencyWords(where)} ${goal}, until no ${holder} has more than ${percent(cap.share)}.`;
}

function newEntityWords(given: Extract<Of<'add'>, { readonly what: 'entities' }>): string {
  const { times } = given;
  const traits = [
    given.kind === undefined ? '' : `of kind ${given.kind}`,
    given.like === undefined ? '' : `like ${entityWords(given.like)}`,
    given.country === undefined ? '' : `in ${given.country}`,
    given.sector === undefined ? '' : `in sector ${given.sector}`,
    given.operator === undefined ? '' : `run by ${given.operator}`,
    given.outagesPerYear === undefined
      ? factor('outages', times.outagesPerYear)
      : `with ${given.outagesPerYear} outages a year`,
    given.outageHoursP50 === undefined
      ? factor('their duration', times.outageHours)
      : `of ${given.outageHoursP50} h at the median`,
    given.recoveryHours === undefined
      ? factor('time to recover', times.recoveryHours)
      : `with ${given.recoveryHours} h to recover`,
    given.needs === 0 ? '' : `which needs ${percent(given.needs)} of what that needs`,
  ].filter((text) => text !== '');
  const ids =
    given.count === 1 ? given.id : `${given.count} entities ${given.id}/1 to ${given.id}/${given.count}`;
  return `Add ${ids}, ${traits.join(', ')}.`;
}

function newDependencyWords(given: Extract<Of<'add'>, { readonly what: 'dependencies' }>): string {
  const loss = given.loss === 1 ? '' : `, with a loss of ${percent(given.loss)}`;
  return `Make ${part(given.fraction)}${entityWords(given.where.entity)} depend on ${entityWords(given.supplier)} for ${given.role}${loss}.`;
}

function setWords({ column, where, fraction, to, by, times }: Of<'set'>): string {
  const who = 'entity' in where ? entityWords(where.entity) : `those who depend ${dependencyWords(where)}`;
  const what = `the ${column.replaceAll('_', ' ')} of ${part(fraction)}${who}`;
  if (to !== undefined) return `Set ${what} to ${to}${column === 'outage_hours' ? ' at the median' : ''}.`;
  return by === undefined ? `Multiply ${what} by ${times}.` : `Add ${by} to ${what}.`;
}

function factor(what: string, times: number): string {
  return times === 1 ? '' : `with ${times} times the ${what}`;
}

function toWords({ suppliers, split, shares, operators }: To): string {
  if (shares !== undefined)
    return Object.entries(shares)
      .map(([id, share]) => `${id} (${share})`)
      .join(', ');
  const who = suppliers === undefined ? 'the other suppliers' : entityWords(suppliers);
  const owner = { any: '', other: ' of another operator', same: ' of the same operator' }[operators];
  return `${who}${owner}, ${split === 'even' ? 'evenly' : 'in proportion to what they supply already'}`;
}

function dependencyWords({ role, dependent, supplier }: DependencyFilter): string {
  return [
    supplier === undefined ? 'on others' : `on ${entityWords(supplier, 'suppliers')}`,
    role === undefined ? 'for any role' : `for ${role.join(' or ')}`,
    dependent === undefined ? '' : `(only ${entityWords(dependent)})`,
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function entityWords({ top, supplies, not, ...traits }: Filter, noun = 'entities'): string {
  const { id, ...others } = traits;
  const said = [
    ...traitWords(others),
    ...(supplies === undefined ? [] : [`that supply ${supplies.join(' or ')}`]),
    ...(not === undefined ? [] : [`but not ${traitWords(not).join(' ')}`]),
  ].join(' ');
  const all = id === undefined ? `${noun} ${said}`.trim() : `${id.join(', ')} ${said}`.trim();
  if (top === undefined) return all === noun ? `all ${noun}` : all;
  const measure = {
    weight: 'weight',
    dependents: 'number of dependents',
    'dependent-weight': 'weight of dependents',
  }[top.by];
  const first = top.count === 1 ? 'the first' : `the first ${top.count}`;
  const place = top.skip === 0 ? first : `${first} after ${top.skip}`;
  return `${place} by ${measure} among ${all}`;
}

function traitWords({
  id,
  kind,
  sector,
  country,
  operator,
  operatorCountry,
  outages,
}: Traits): readonly string[] {
  return [
    id === undefined ? '' : id.join(', '),
    kind === undefined ? '' : `of kind ${kind.join(' or ')}`,
    sector === undefined ? '' : `in sector ${sector.join(' or ')}`,
    country === undefined ? '' : `in ${country.join(', ')}`,
    operator === undefined ? '' : `run by ${operator.join(' or ')}`,
    operatorCountry === undefined ? '' : `controlled from ${operatorCountry.join(', ')}`,
    outages === undefined ? '' : 'without a known rate of outages',
  ].filter((text) => text !== '');
}

function part(fraction: number): string {
  return fraction === 1 ? '' : `${percent(fraction)} of `;
}

function percent(fraction: number): string {
  return `${Number((100 * fraction).toPrecision(4))} %`;
}
