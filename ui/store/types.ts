/** The engine's words for the rooms of the page that must not know the engine itself. */
export type {
  BandScale,
  CascadeResult,
  ChainStep,
  ConcentrationResult,
  EvidenceRow,
  Indices,
  Inspection,
  JurisdictionResult,
  Problem,
  Progress,
  SystemView,
  TowerLayout,
} from '../../engine/api/protocol.ts';
