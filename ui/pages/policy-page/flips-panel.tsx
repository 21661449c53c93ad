/** What would flip the result: numbers of measures at which a scenario turns from better to worse, and how far each sways it. */
import { Chart } from '../../charts/chart.tsx';
import { type SignedRow, SignedRows } from '../../charts/signed-rows.tsx';
import type { Table } from '../../charts/table.ts';
import { LetterBadge } from '../../parts/letter-badge.tsx';
import { useApp, usePolicyStudy } from '../../parts/use-app.tsx';
import type { LossScale } from '../../store/loss-scale.ts';
import { letterOf } from '../../store/policy-choice.ts';
import { parameterName, valueText } from '../../store/policy-names.ts';
import type { PolicyMember } from '../../store/policy-question.ts';
import type { Study } from '../../store/policy-study.ts';
import {
  differenceTexts,
  flipSentence,
  isTold,
  signedAmount,
  swingEnds,
  variedIn,
} from '../../store/policy-study-words.ts';
import { verdictOf } from '../../store/policy-words.ts';
import { counted, countText } from '../../store/words.ts';
import { Panel } from '../risk-page/panel.tsx';
import styles from './study.module.css';
import { StudyLine } from './study-line.tsx';

/** More bars than this are in the table. */
const SHOWN = 8;

interface FlipsPanelProps {
  readonly isReady: boolean;
  readonly scale: LossScale;
}

/** The list and the chart, or how to come to them. */
export function FlipsPanel({ isReady, scale }: FlipsPanelProps) {
  const app = useApp();
  const { run, failure, found } = usePolicyStudy('swings');
  if (found) return <Found found={found} scale={scale} />;
  return (
    <div className={styles.unrun} data-screen="">
      <Panel
        title="This would flip if"
        subtitle="Numbers of the measures at which a scenario turns from better to worse"
        how={<HowFlipped />}
      >
        <p className={styles.intro}>
          Most numbers of measures are assumed. Each is moved over its whole range, one at a time, to see
          whether the answer holds.
        </p>
        <StudyLine
          run={run}
          failure={failure}
          action="Look for what would flip it"
          label="Moving one number at a time"
          isReady={isReady}
          onRun={app.policyStudies.lookForFlips}
          onCancel={app.policyStudies.cancelFlips}
        />
      </Panel>
    </div>
  );
}

function HowFlipped() {
  return (
    <>
      <code>difference to A of the average year, one number moved, the others as they are</code>
      <p>
        Every number of every measure takes a few values over its range, in the same simulated years. It flips
        where the difference changes its sign; the value is found between two of them on a straight line. A
        bar is as long as the number sways the difference; the line on it is where the number stands now.
      </p>
      <p>Numbers are moved one at a time: what several do together is not seen here.</p>
    </>
  );
}

type Found = NonNullable<Study<'swings'>['found']>;

function Found({ found, scale }: { readonly found: Found; readonly scale: LossScale }) {
  const { question, value, variantCount } = found;
  const { of, text, range } = differenceTexts(scale);
  const swings = value.swings.flatMap((swing) => {
    const varied = variedIn(question, swing);
    return varied === null || swing.of === 0 ? [] : [{ ...swing, varied }];
  });
  const rows = swings.slice(0, SHOWN).map((swing, i): SignedRow => {
    const [low, high] = swingEnds(swing);
    const { parameter, member, now } = swing.varied;
    const at = swing.points.find((point) => point.value === now);
    const first = swing.points[0];
    const last = swing.points.at(-1);
    return {
      key: String(i),
      letter: letterOf(swing.of),
      name: `${titleOf(question, member)}: ${parameterName(parameter)}`,
      lanes: [
        {
          bar: [of(low), of(high)],
          ticks: at ? [{ value: of(at.mean) }] : [],
          text:
            first && last
              ? `at ${valueText(first.value, parameter.unit)} ${text(first.mean)}, at ${valueText(last.value, parameter.unit)} ${text(last.mean)}`
              : '',
        },
      ],
      label: `${letterOf(swing.of)}, ${titleOf(question, member)}, ${parameterName(parameter)}: ${range(low, high)}`,
    };
  });
  return (
    <Chart
      title="This would flip if"
      subtitle={`One number at a time over its range, ${counted(variantCount, 'variant', 'variants')} of ${countText(value.years)} years. Bars: difference to A of the average year, ${scale.unit}, lowest to highest; line: now`}
      how={<HowFlipped />}
      table={(): Table => tableOf(swings, scale)}
      notes={[]}
    >
      {(width) => (
        <>
          <ul className={styles.flips}>
            {question.shown.slice(1).map((_, i) => (
              <FlipsOf key={letterOf(i + 1)} scenario={i + 1} swings={swings} />
            ))}
          </ul>
          {rows.length === 0 ? (
            <p className={styles.remark}>No measure here has a number to move.</p>
          ) : (
            <SignedRows
              rows={rows}
              width={width}
              tickText={signedAmount}
              label="Numbers of measures by how far they sway the difference to A"
            />
          )}
        </>
      )}
    </Chart>
  );
}

type Shown = Found['value']['swings'][number] & { readonly varied: NonNullable<ReturnType<typeof variedIn>> };

/** What all assume is called so. */
function titleOf({ shown }: Found['question'], member: PolicyMember): string {
  const isGiven = (shown[0]?.members ?? []).some(({ at }) => at === member.at);
  return isGiven ? 'Assumed' : member.known.title;
}

function FlipsOf({ scenario, swings }: { readonly scenario: number; readonly swings: readonly Shown[] }) {
  const own = swings.filter((swing) => swing.of === scenario);
  const letter = letterOf(scenario);
  if (own.length === 0) return null;
  const flips = own.flatMap((swing) => swing.flips.map((flip) => ({ flip, varied: swing.varied })));
  const told = flips.filter(({ flip, varied }) => isTold(varied, flip));
  const numbers = counted(own.length, 'number', 'numbers');
  const isClear = own.some(({ points }) =>
    points.some((point) => ['lowers', 'raises'].includes(verdictOf(point))),
  );
  const none = isClear
    ? `does not flip: none of its ${numbers} clearly changes the sign within its range.`
    : `makes no clear difference at any value of its ${numbers}, so there is nothing to flip.`;
  const texts =
    told.length === 0
      ? [none]
      : told.map(({ flip, varied }) => `would flip if ${flipSentence(varied, flip)}.`);
  return texts.map((text) => (
    <li key={text}>
      <LetterBadge letter={letter} />
      <span>{text}</span>
    </li>
  ));
}

function tableOf(swings: readonly Shown[], scale: LossScale): Table {
  const { of: inUnit } = differenceTexts(scale);
  return {
    columns: [
      { title: 'Scenario', unit: 'text' },
      { title: 'Number', unit: 'text' },
      { title: 'Now', unit: 'text' },
      { title: 'Value', unit: 'text' },
      { title: `Difference to A (${scale.unit})`, unit: 'amount' },
      { title: 'Low', unit: 'amount' },
      { title: 'High', unit: 'amount' },
      { title: 'Measure', unit: 'text' },
    ],
    rows: swings.flatMap(({ of, points, varied: { member, parameter, now } }) =>
      points.map(({ value, mean, low, high }) => [
        letterOf(of),
        parameterName(parameter),
        valueText(now, parameter.unit),
        valueText(value, parameter.unit),
        inUnit(mean),
        low === undefined ? Number.NaN : inUnit(low),
        high === undefined ? Number.NaN : inUnit(high),
        member.known.title,
      ]),
    ),
  };
}
