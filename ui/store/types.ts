/** The engine's words for the rooms of the page that must not know the engine itself. */
import type { RiskResult } from '../../engine/api/protocol.ts';

export type {
  AvailabilityResult,
  Band,
  CascadeResult,
  ChainStep,
  ConcentrationResult,
  EvidenceRow,
  Fate,
  Incident,
  Indices,
  Inspection,
  JurisdictionResult,
  MeasureDescription,
  OutageRates,
  Problem,
  Progress,
  ReplayResult,
  ReplayRow,
  RiskResult,
  SensitivityResult,
  SystemView,
  TailResult,
  TimedFailure,
  TimelineRequest,
  TimelineResult,
  TimelineStep,
  TowerLayout,
  WorstCase,
  WorstResult,
  YearsResult,
} from '../../engine/api/protocol.ts';

export type WorstEvent = RiskResult['worstEvents'][number];
