/** Years of which only the cost is kept, beside the same years with everything that can be told of them. */
import { describe, expect, test } from 'vitest';
import { createYearStage } from '../../engine/risk/simulated-years.ts';
import { yearLosses } from '../../engine/risk/year-losses.ts';
import { drain, systemFrom } from '../formats/reading.ts';
import { recordsOf } from './years.ts';

const system = systemFrom({
  entities:
    'id,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95,recovery_hours\na,cloud-provider,1,2,3,9,1\nb,cloud-provider,0,1,5,40,\nc,dns,2,0.2,8000,20000,\nx,organisation,10,,,,\ny,organisation,20,,,,2\n',
  dependencies:
    'dependent,supplier,role,group,need,confidence,failover_probability\nx,a,hosting,h,1,,0.5\nx,b,hosting,h,1,,0.5\ny,c,dns,,,0.5,\ny,x,service,,,,\n',
});

describe('years of which nothing is kept but what they cost', () => {
  test.each(['as-given', 'drawn'] as const)('cost the same, with evidence %s', (evidence) => {
    const question = {
      seed: 5,
      weight: system.weights[0]!.values,
      failover: 'drawn',
      evidence,
      firstYear: 64,
      years: 200,
    } as const;
    const told = recordsOf(system, question);
    const { yearLoss, largestEvent, fallen, unfinishedCount, stoppedCount } = drain(
      yearLosses(createYearStage(system), question),
    ).result;
    expect(told.unfinishedCount).toBeGreaterThan(0);
    expect(told.largestEvent).not.toEqual(told.yearLoss);
    expect({ yearLoss, largestEvent, fallen, unfinishedCount, stoppedCount }).toEqual({
      yearLoss: told.yearLoss,
      largestEvent: told.largestEvent,
      fallen: told.fallen,
      unfinishedCount: told.unfinishedCount,
      stoppedCount: told.stoppedCount,
    });
  });
});
