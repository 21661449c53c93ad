import type { SystemView } from '../../ui/store/types.ts';

/** A small system: a bank and a shop on a cloud, both named by one DNS; an entity that nobody needs. */
export function smallView(): SystemView {
  return {
    engine: '0.0.0',
    about: {
      name: 'small',
      title: 'Small',
      description: '',
      licence: '',
      asOf: '2025',
      sources: [],
      measured: [],
      assumed: [],
      missing: [],
      document: '',
    },
    hash: '0123456789abcdef',
    entityCount: 5,
    dependencyCount: 4,
    requirementCount: 4,
    kinds: ['organisation', 'cloud-provider', 'dns'],
    layers: ['organisations', 'providers', 'foundations'],
    roles: ['hosting', 'dns', ''],
    id: ['bank', 'shop', 'cloud', 'names', 'alone'],
    name: ['A bank', 'The Shop', 'Big Cloud', 'Names', 'Alone in the cloudy sky'],
    kind: Uint8Array.of(0, 0, 1, 2, 0),
    layer: Uint8Array.of(0, 0, 1, 2, 0),
    operator: Int32Array.of(-1, -1, -1, -1, -1),
    country: ['GB', 'US', 'US', '', ''],
    sector: ['', '', '', '', ''],
    asOfYear: Int16Array.of(2025, 2025, 2020, 2023, 0),
    weights: [
      {
        column: 'weight',
        label: 'Users',
        unit: 'users',
        description: '',
        values: Float64Array.of(10, 30, 0, 0, 0),
        total: 40,
      },
    ],
    dependent: Int32Array.of(0, 1, 0, 1),
    supplier: Int32Array.of(2, 2, 3, 3),
    role: Int32Array.of(0, 0, 1, 1),
    requirement: Int32Array.of(0, 1, 2, 3),
    failover: Uint8Array.of(0, 0, 0, 0),
    capacityCount: 0,
    doubtfulSwitchCount: 0,
    problems: [],
    market: null,
  };
}
