/** `linchpin concentration --jurisdictions`: what falls if everything in a country fails. */
import { type Column, percent, printable, printCsv, printJson, printTable } from './output.ts';
import { type PopulationOptions, populationLine, populationOf, restLine, topOf } from './population.ts';
import { openDataset, warnOfErrors } from './session.ts';

interface CountryLine {
  readonly country: string;
  readonly located: number;
  readonly controlled: number;
  readonly either: number;
  readonly own: number;
}

const MEANING =
  'located: if all in the country fails; controlled: if all fails whose topmost operator is of the country; either: if both; own: the part of either that is users in it';

/** Prints the exposure to every country, the most exposed first; exit code 1 on faulty data. */
export async function jurisdictions(folder: string, options: PopulationOptions): Promise<number> {
  const { view, run } = await openDataset(folder);
  const population = populationOf(view, options);
  const result = await run<'jurisdictions'>({ kind: 'jurisdictions', ...population });
  const all = result.countries.map(
    (country, c): CountryLine => ({
      country,
      located: result.located[c]!,
      controlled: result.controlled[c]!,
      either: result.either[c]!,
      own: result.own[c]!,
    }),
  );
  const lines = topOf(all, options);
  const { weight, ...filters } = population;
  if (options.json)
    printJson({
      population: { ...filters, totalWeight: result.totalWeight },
      weight,
      countries: lines,
      assumptions: result.assumptions,
      hash: view.hash,
      engine: result.engine,
    });
  else if (options.csv) printCsv(COLUMNS, lines);
  else {
    process.stdout.write(`${printable(populationLine(view, population, result))}\n${MEANING}\n\n`);
    if (lines.length > 0) printTable(COLUMNS, lines);
    else process.stdout.write('No entity has a country.\n');
    process.stdout.write(`${restLine(lines.length, all.length)}\nAssumed: ${result.assumptions.join(' ')}\n`);
  }
  return warnOfErrors(view) ? 1 : 0;
}

const COLUMNS: readonly Column<CountryLine>[] = [
  { header: 'country', cell: ({ country }) => country },
  ...(['either', 'located', 'controlled', 'own'] as const).map((part) => ({
    header: part,
    cell: (line: CountryLine) => line[part],
    shown: (line: CountryLine) => percent(line[part]),
  })),
];
