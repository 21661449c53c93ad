import { expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type { JobKind, JobRequest, JobResult } from '../../engine/api/protocol.ts';

function load(ids: readonly string[]): JobRequest<'load'> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return {
    kind: 'load',
    files: [
      { name: 'entities.csv', bytes: bytes(`id,kind,weight\n${ids.map((id) => `${id},dns,1\n`).join('')}`) },
      { name: 'dependencies.csv', bytes: bytes('dependent,supplier\na,b\n') },
    ],
  };
}

function finish<K extends JobKind>(engine: Engine, request: JobRequest<K>): JobResult<K> {
  const job = engine.job(request);
  let step = job.next();
  while (!step.done) step = job.next();
  return step.value;
}

test('a load that is dropped at any step leaves the system that was open', () => {
  const engine = createEngine();
  finish(engine, load(['a', 'b']));
  const steps = new Set<string>();
  for (let taken = 1; ; taken++) {
    const job = engine.job(load(['a', 'b', 'c']));
    let step = job.next();
    for (let i = 1; i < taken && !step.done; i++) step = job.next();
    if (step.done) break;
    steps.add(step.value.step);
    expect(finish(engine, { kind: 'cascade', fail: [0], weight: 'weight' }).level).toHaveLength(2);
  }
  expect(steps).toContain('Preparing the picture');
});

test('a load that runs to its end replaces the system', () => {
  const engine = createEngine();
  finish(engine, load(['a', 'b']));
  finish(engine, load(['a', 'b', 'c']));
  expect(finish(engine, { kind: 'cascade', fail: [1], weight: 'weight' })).toMatchObject({
    weightDown: 2,
    totalWeight: 3,
  });
});
