/** Timing side by side: interleaved rounds, medians with their spread, results checked equal first. */

export interface Contender<T> {
  readonly name: string;
  readonly run: () => T;
  /** Milliseconds that the last run took, from one that measures itself: in another process, say. */
  readonly took?: () => number;
}

/** `--quick` proves that the benchmarks run and agree; its single round is no measurement. */
export const QUICK = process.argv.includes('--quick');

interface Timing {
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
}

/**
 * Runs every contender once and checks that all agree, then times them in turn for some rounds and
 * prints a line each, with its ratio to the first. Gives the median milliseconds of each. Throws when two
 * contenders disagree.
 */
export function compare<T>(
  title: string,
  contenders: readonly Contender<T>[],
  agree: (a: T, b: T) => boolean,
  rounds: number,
): readonly number[] {
  const [first, ...others] = contenders.map((contender) => ({ ...contender, result: contender.run() }));
  for (const other of others)
    if (!agree(first!.result, other.result))
      throw new Error(`${title}: '${other.name}' disagrees with '${first!.name}'; no timing is printed.`);
  const times = contenders.map(() => [] as number[]);
  for (let round = 0; round < (QUICK ? 1 : rounds); round++)
    contenders.forEach((contender, c) => {
      const startedAt = performance.now();
      contender.run();
      const elapsed = performance.now() - startedAt;
      times[c]!.push(contender.took?.() ?? elapsed);
    });
  return report(
    `${title}${contenders.length > 1 ? ' (results equal)' : ''}`,
    contenders.map(({ name }) => name),
    times,
  );
}

/** Prints the median and the spread of the times of each contender, with its ratio to the first; gives the medians. */
export function report(
  title: string,
  names: readonly string[],
  times: readonly (readonly number[])[],
): readonly number[] {
  const timings = times.map(summarise);
  console.log(`\n${title}`);
  names.forEach((name, c) => {
    const { median, fastest, slowest } = timings[c]!;
    const ratio = median / timings[0]!.median;
    const against = c === 0 ? '' : `  ${ratio.toFixed(ratio < 10 ? 1 : 0)} x the time of the first`;
    console.log(
      `  ${name.padEnd(34)} ${milliseconds(median)}  (${milliseconds(fastest)} .. ${milliseconds(slowest)})${against}`,
    );
  });
  return timings.map(({ median }) => median);
}

function summarise(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    median: sorted[sorted.length >> 1]!,
    fastest: sorted[0]!,
    slowest: sorted[sorted.length - 1]!,
  };
}

function milliseconds(time: number): string {
  return `${time < 10 ? time.toFixed(3) : time.toFixed(1)} ms`.padStart(11);
}
