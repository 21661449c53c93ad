/** What `linchpin compare` prints of variants: who earns the effect, what would flip it, how sure the measures are. */
import type { Estimate } from '../engine/api/protocol.ts';
import { changed, signed, signedPercent } from './change-words.ts';
import type { Told } from './comparison.ts';
import { type Column, exact, figure, percent, printable, printTable } from './output.ts';

function say(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}

/** Prints whatever was asked besides the comparison. */
export function printVariants(told: Told): void {
  printAttribution(told);
  printSwings(told);
  printBands(told);
  printScreening(told);
}

function printAttribution({ named, result, attribution }: Told): void {
  if (attribution === undefined) return;
  const base = result.scenarios[0]!.averageAnnualLoss.mean;
  const share = (mean: number): string => (base > 0 ? signedPercent(mean / base) : signed(mean));
  say('');
  say(`Who earns the effect of all together on the average year, by ${exact(attribution.years)} years:`);
  type Lever = (typeof attribution.levers)[number];
  const column = (header: string, of: (lever: Lever) => Estimate): Column<Lever> => ({
    header,
    cell: (lever) => of(lever).mean,
    shown: (lever) => share(of(lever).mean),
  });
  printTable<Lever>(
    [
      { header: 'measure', cell: ({ measure }) => named.measureIds[measure]! },
      column('alone', ({ alone }) => alone),
      column('last', ({ last }) => last),
      column('Shapley', ({ shapley }) => shapley),
    ],
    attribution.levers,
  );
  say(`Together: ${share(attribution.joint.mean)}`);
  for (const { a, b, effect } of attribution.interactions) {
    const [one, other] = [a, b].map((lever) => named.measureIds[attribution.levers[lever]!.measure]!);
    say(`Interaction of ${one} and ${other}: ${changed({ ...effect, of: base })}`);
  }
}

function printSwings({ named, result, swings }: Told): void {
  if (swings === undefined) return;
  const base = result.scenarios[0]!.averageAnnualLoss.mean;
  say('');
  say(`What would flip the difference to the baseline, by ${exact(swings.years)} years:`);
  type Row = (typeof swings.swings)[number];
  const at = ({ points }: Row, i: number): string => {
    const point = points.at(i)!;
    return `${figure(point.value)}: ${signedPercent(point.mean / base)}`;
  };
  printTable<Row>(
    [
      { header: 'scenario', cell: ({ of }) => named.ids[of]! },
      { header: 'parameter', cell: ({ parameter }) => parameter },
      { header: 'at least', cell: (row) => at(row, 0) },
      { header: 'at most', cell: (row) => at(row, -1) },
      {
        header: 'flips at',
        cell: ({ flips }) =>
          flips.length === 0
            ? 'not within its range'
            : flips
                .map(({ value, low, high }) => `${figure(value)} (${figure(low)} .. ${figure(high)})`)
                .join(', '),
      },
    ],
    swings.swings,
  );
}

function printBands({ named, result, bands }: Told): void {
  if (bands === undefined) return;
  const base = result.scenarios[0]!.averageAnnualLoss.mean;
  say('');
  say(
    `With all parameters drawn from their ranges, ${exact(bands.draws)} draws of ${exact(bands.years)} years:`,
  );
  type Row = (typeof bands.bands)[number];
  printTable<Row>(
    [
      { header: 'scenario', cell: ({ of }) => named.ids[of]! },
      { header: 'median', cell: ({ median }) => signedPercent(median / base) },
      {
        header: 'from the 5th to the 95th percentile',
        cell: ({ low, high }) => `${signedPercent(low / base)} .. ${signedPercent(high / base)}`,
      },
      { header: 'better than the baseline', cell: ({ better }) => percent(better) },
    ],
    bands.bands,
  );
}

function printScreening({ named, result, screening }: Told): void {
  if (screening === undefined) return;
  const base = result.scenarios[0]!.averageAnnualLoss.mean;
  say('');
  say(`Effect of each parameter over its whole range (Morris), by ${exact(screening.years)} years:`);
  type Row = (typeof screening.effects)[number];
  printTable<Row>(
    [
      { header: 'scenario', cell: ({ of }) => named.ids[of]! },
      { header: 'parameter', cell: ({ parameter }) => parameter },
      { header: 'mean of sizes', cell: ({ meanAbsolute }) => percent(meanAbsolute / base) },
      { header: 'mean', cell: ({ mean }) => signedPercent(mean / base) },
      { header: 'spread', cell: ({ spread }) => percent(spread / base) },
    ],
    screening.effects,
  );
}
