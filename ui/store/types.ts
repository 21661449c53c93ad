/** The engine's words for the rooms of the page that must not know the engine itself. */
export type {
  CascadeResult,
  ChainStep,
  EvidenceRow,
  Inspection,
  LayoutResult,
  Problem,
  SystemView,
} from '../../engine/api/protocol.ts';
