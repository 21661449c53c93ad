/** The engine's words for the rooms of the page that must not know the engine itself. */
export type {
  CascadeResult,
  ChainStep,
  ConcentrationResult,
  EvidenceRow,
  Indices,
  Inspection,
  JurisdictionResult,
  MeasureDescription,
  Problem,
  Progress,
  SystemView,
  TowerLayout,
} from '../../engine/api/protocol.ts';
