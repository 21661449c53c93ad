/** One outage of the past on an open dataset. */
import type { Incident, ReplayResult, TimelineResult } from '../engine/api/protocol.ts';
import type { CliSession } from './session.ts';

export interface ReplayOptions {
  readonly weight?: string;
  readonly failover?: 'always' | 'never' | 'drawn';
  readonly seed?: number;
  readonly crowding?: boolean;
}

/** An outage with its replay, and with how it unfolds. */
export interface Replayed {
  readonly incident: Incident;
  readonly replay: ReplayResult;
  readonly timeline: TimelineResult;
}

/** Replays the outage, and follows it with every dependency. */
export async function replayed(
  { view, run }: CliSession,
  incident: Incident,
  { weight = view.weights[0]!.column, failover = 'always', seed = 0, crowding = false }: ReplayOptions,
): Promise<Replayed> {
  const asked = { weight, failover, seed, crowding };
  const replay = await run({ kind: 'replay', incident, ...asked });
  const timeline = await run({ kind: 'timeline', failures: replay.failures, ...asked });
  return { incident, replay, timeline };
}

/** Whether anything of the outage can be made to fail here. */
export function isInDataset({ replay }: Replayed): boolean {
  return replay.failures.length > 0;
}
