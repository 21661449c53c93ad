/** The kinds of entity and the layers of the dependency tower they stand in (model.md, section 1). */

/** Every kind, in the order in which layers stack from top (demand) to bottom (causes). */
export const KINDS = [
  'organisation',
  'function',
  'application',
  'cloud-provider',
  'cloud-region',
  'cloud-service',
  'cdn',
  'identity',
  'payment',
  'software',
  'platform',
  'dns',
  'ntp',
  'ca',
  'registry',
  'network',
  'facility',
  'energy',
  'cause',
] as const;

export type Kind = (typeof KINDS)[number];

/** The bands of the tower, top to bottom. */
export const LAYERS = ['organisations', 'applications', 'providers', 'foundations', 'causes'] as const;

export type Layer = (typeof LAYERS)[number];

const FIRST_KIND_OF_LAYER: Readonly<Record<Layer, Kind>> = {
  organisations: 'organisation',
  applications: 'application',
  providers: 'cloud-provider',
  foundations: 'dns',
  causes: 'cause',
};

const LAYER_BY_KIND: Uint8Array = Uint8Array.from(KINDS, (_, kind) => {
  let layer = 0;
  while (layer + 1 < LAYERS.length && kind >= KINDS.indexOf(FIRST_KIND_OF_LAYER[LAYERS[layer + 1]!])) layer++;
  return layer;
});

/** Index into `LAYERS` of a kind given as index into `KINDS` (0 <= kind < KINDS.length). */
export function layerOfKind(kind: number): number {
  return LAYER_BY_KIND[kind]!;
}

/** Index of a kind's name in `KINDS`, or -1 when there is no such kind. */
export function kindIndex(name: string): number {
  return (KINDS as readonly string[]).indexOf(name);
}
