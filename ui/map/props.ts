import type { ReactNode } from 'react';
import type { MapView } from '../store/map-picture.ts';
import type { TowerLayout } from '../store/types.ts';
import type { Covered } from './fit.ts';
import type { ChainLink, Scene } from './scene.ts';

export type MapLayout = 'tower' | 'force';

/** Everything that the map draws from; it owns only its camera and its pictures. */
export interface MapProps {
  readonly view: MapView;
  readonly layout: MapLayout;
  /** Positions and bands of the tower, computed in the engine's worker; the force layout starts from it. */
  readonly tower: TowerLayout;
  /** 1 where an entity passes the filters. Hidden entities and their dependencies are not drawn. */
  readonly visible: Uint8Array;
  /** Index into `view.weights`: sizes the marks. */
  readonly weight: number;
  /** A measure that sizes the marks in place of the weight, by entity. */
  readonly sizes: Float64Array | null;
  /** Tones that colour the marks in place of the layers' hues, by entity. */
  readonly tones: Uint8Array | null;
  readonly selected: number | null;
  /** Index into `STATES` of parts/marks.ts, by entity. */
  readonly state: Uint8Array;
  /** Numbered steps from the root to the selected fallen entity; empty otherwise. */
  readonly chain: readonly ChainLink[];
  readonly scheme: 'light' | 'dark';
  /** What a panel lies over. */
  readonly covered: Covered;
  /** A map that is not shown keeps its picture, and draws what it missed when it is shown again. */
  readonly isShown: boolean;
  /** More tools beside those of the camera, for what is drawn. */
  readonly tools: ((scene: Scene) => ReactNode) | null;
  readonly onSelect: (entity: number | null) => void;
  /** Double click, or `f` on the keyboard: fail the entity, or repair it. */
  readonly onToggleFailure: (entity: number) => void;
}
