import { expect, test } from 'vitest';
import { unavailabilities } from '../../engine/risk/unavailability.ts';
import { systemFrom } from '../formats/reading.ts';

test('the chance to be out follows from the rate and the mean duration of outages', () => {
  const { entities } = systemFrom({
    entities: `id,kind,outages_per_year,outage_hours_p50,outage_hours_p95
steady,dns,2,3,3
spread,dns,2,3,12
often,dns,8766,1,1
never,dns,0,3,12
unknown,dns,,3,12
brief,dns,2,,
`,
    dependencies: 'dependent,supplier\n',
  });
  const [steady, spread, ...others] = unavailabilities(entities);
  expect(steady).toBeCloseTo(6 / 8772, 15);
  // the mean of a lognormal with median 3 and 95th percentile 12: 3 exp((ln 4 / 1.644854)^2 / 2)
  const hours = 2 * 3 * Math.exp((Math.log(4) / 1.6448536) ** 2 / 2);
  expect(spread).toBeCloseTo(hours / (8766 + hours), 9);
  expect(others).toEqual([0.5, 0, 0, 0]);
});
