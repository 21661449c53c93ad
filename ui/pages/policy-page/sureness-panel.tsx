/** How sure the measures are: what not knowing their numbers does to the answer, and which numbers matter at all. */
import { Chart } from '../../charts/chart.tsx';
import { DataTable } from '../../charts/data-table.tsx';
import { type SignedRow, SignedRows } from '../../charts/signed-rows.tsx';
import type { Table } from '../../charts/table.ts';
import { useApp, usePolicyStudy } from '../../parts/use-app.tsx';
import type { LossScale } from '../../store/loss-scale.ts';
import { letterOf } from '../../store/policy-choice.ts';
import { parameterName } from '../../store/policy-names.ts';
import type { Study } from '../../store/policy-study.ts';
import { differenceTexts, signedAmount, variedIn } from '../../store/policy-study-words.ts';
import { countText, shareText } from '../../store/words.ts';
import { Panel } from '../risk-page/panel.tsx';
import styles from './study.module.css';
import { StudyLine } from './study-line.tsx';

interface StudyPanelProps {
  readonly isReady: boolean;
  readonly scale: LossScale;
}

/** Bands of the scenarios over draws of all numbers, or how to come to them. */
export function BandsPanel({ isReady, scale }: StudyPanelProps) {
  const app = useApp();
  const { run, failure, found } = usePolicyStudy('bands');
  if (found) return <Bands found={found} scale={scale} />;
  return (
    <div className={styles.unrun} data-screen="">
      <Panel
        title="How sure are the measures"
        subtitle="What not knowing their numbers does to the answer"
        how={<HowDrawn />}
      >
        <p className={styles.intro}>
          All numbers of the measures are drawn from their ranges at once, fifty times, to see how often a
          scenario is still better than A.
        </p>
        <StudyLine
          run={run}
          failure={failure}
          action="Draw the numbers from their ranges"
          label="Comparing fifty draws"
          isReady={isReady}
          onRun={app.policyStudies.drawNumbers}
          onCancel={app.policyStudies.cancelDraws}
        />
      </Panel>
    </div>
  );
}

function HowDrawn() {
  return (
    <>
      <code>two levels: numbers of measures drawn outside, the same years simulated inside</code>
      <p>
        Every number is drawn evenly over its whole range, all of them independently, the same draw for all
        scenarios. Dot: median of the differences to A. Line: 5th to 95th percentile. The range is what a
        number could be, not what anybody believes of it.
      </p>
    </>
  );
}

function Bands({
  found,
  scale,
}: {
  readonly scale: LossScale;
  readonly found: NonNullable<Study<'parameterBand'>['found']>;
}) {
  const { question, value } = found;
  const { of: inUnit, text, range } = differenceTexts(scale);
  const bands = value.bands.filter(({ of }) => of > 0);
  const rows = bands.map(
    ({ of, low, median, high, better }): SignedRow => ({
      key: String(of),
      letter: letterOf(of),
      name: question.shown[of]?.name ?? '',
      lanes: [
        {
          range: [inUnit(low), inUnit(high)],
          dot: { value: inUnit(median) },
          text: 'better than A in',
          value: `${shareText(better)} of draws`,
        },
      ],
      label: `${letterOf(of)}: ${text(median)} (${range(low, high)}), better than A in ${shareText(better)} of the draws`,
    }),
  );
  return (
    <Chart
      title="How sure are the measures"
      subtitle={`Difference to A of the average year, ${scale.unit}, when all numbers are drawn from their ranges. Dot: median; line: 5th to 95th percentile of ${countText(value.draws)} draws of ${countText(value.years)} years`}
      how={<HowDrawn />}
      table={(): Table => ({
        columns: [
          { title: 'Scenario', unit: 'text' },
          { title: 'Name', unit: 'text' },
          { title: `Median (${scale.unit})`, unit: 'amount' },
          { title: '5th percentile', unit: 'amount' },
          { title: '95th percentile', unit: 'amount' },
          { title: 'Better than A', unit: 'share' },
        ],
        rows: bands.map(({ of, low, median, high, better }) => [
          letterOf(of),
          question.shown[of]?.name ?? '',
          inUnit(median),
          inUnit(low),
          inUnit(high),
          better,
        ]),
      })}
      notes={[]}
    >
      {(width) =>
        rows.length === 0 ? (
          <p className={styles.remark}>No measure here has a number to draw.</p>
        ) : (
          <SignedRows
            rows={rows}
            width={width}
            tickText={signedAmount}
            label="Differences to A over draws of the numbers"
          />
        )
      }
    </Chart>
  );
}

/** Which numbers matter at all, or how to come to it. */
export function ScreeningPanel({ isReady, scale }: StudyPanelProps) {
  const app = useApp();
  const { run, failure, found } = usePolicyStudy('screening');
  const table = found && tableOf(found, scale);
  return (
    <div className={styles.unrun} {...(found ? {} : { 'data-screen': '' })}>
      <Panel
        title="Which assumptions matter at all"
        subtitle={
          found
            ? `Change of the difference to A when a number goes over its whole range, ${scale.unit}; ${countText(found.value.years)} years in ${countText(found.variantCount)} variants`
            : 'Numbers of the measures by how much the answer turns on them'
        }
        how={
          <>
            <code>mean of the absolute elementary effects over trajectories</code>
            <p>
              Each trajectory goes through the space of all numbers, changing one at a time (M. D. Morris,
              1991; F. Campolongo and others, 2007). A large spread beside the mean says that what the number
              does depends on the others.
            </p>
          </>
        }
        {...(table ? { table: () => table } : {})}
      >
        {table ? (
          <DataTable table={table} label="Numbers of measures by how much they matter" />
        ) : (
          <>
            <p className={styles.intro}>
              All numbers are moved together along a few paths, which also shows whether they depend on each
              other.
            </p>
            <StudyLine
              run={run}
              failure={failure}
              action="Look which numbers matter"
              label="Following paths through the numbers"
              isReady={isReady}
              onRun={app.policyStudies.screen}
              onCancel={app.policyStudies.cancelScreening}
            />
          </>
        )}
      </Panel>
    </div>
  );
}

function tableOf({ question, value }: NonNullable<Study<'screening'>['found']>, scale: LossScale): Table {
  const { of: inUnit } = differenceTexts(scale);
  return {
    columns: [
      { title: 'Scenario', unit: 'text' },
      { title: 'Matters', unit: 'amount' },
      { title: 'Mean effect', unit: 'amount' },
      { title: 'Spread', unit: 'amount' },
      { title: 'Number', unit: 'text' },
      { title: 'Measure', unit: 'text' },
    ],
    rows: value.effects.flatMap((effect) => {
      const varied = variedIn(question, effect);
      if (varied === null) return [];
      return [
        [
          letterOf(effect.of),
          inUnit(effect.meanAbsolute),
          inUnit(effect.mean),
          inUnit(effect.spread),
          parameterName(varied.parameter),
          varied.member.known.title,
        ],
      ];
    }),
  };
}
