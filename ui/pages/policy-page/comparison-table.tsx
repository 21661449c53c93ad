/** What each scenario comes to: an average and a bad year, the largest event, how often better than A, concentration. */
import type { Table } from '../../charts/table.ts';
import { LetterBadge } from '../../parts/letter-badge.tsx';
import { type LossScale, lossScale } from '../../store/loss-scale.ts';
import type { PolicyAnswer } from '../../store/policy.ts';
import { letterOf } from '../../store/policy-choice.ts';
import { hhiOf, touchedRoles } from '../../store/policy-roles.ts';
import { answeredPeriod } from '../../store/policy-words.ts';
import type { ScenarioRisk, SystemView } from '../../store/types.ts';
import { amountText, counted, countText, roleText, shareText, titleOf } from '../../store/words.ts';
import { Panel } from '../risk-page/panel.tsx';
import styles from './comparison-table.module.css';

interface ComparisonTableProps {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
  readonly scale: LossScale;
  readonly answer: PolicyAnswer;
}

/** The table. */
export function ComparisonTable({ view, weight, scale, answer }: ComparisonTableProps) {
  const { question, result } = answer;
  const { scenarios, contrasts, interval, years } = result;
  const period = answeredPeriod(result);
  const all = lossScale(view, { weight, unit: 'all' });
  const roles = touchedRoles(answer);
  const number = (loss: number) => amountText(scale.of(loss));
  const range = (low: number | undefined, high: number | undefined) =>
    low === undefined || high === undefined ? '' : `${number(low)} to ${number(high)}`;
  return (
    <Panel
      title="What each scenario changes"
      subtitle={`Service lost in a year, ${scale.unit}; ${titleOf(view)}, ${counted(years, 'year', 'years')}, the same in every scenario. Small: ${shareText(interval.level)} interval`}
      how={<HowCompared />}
      table={() => tableOf(answer)}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section className={styles.region} tabIndex={0} aria-label="What each scenario changes, as a table">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Scenario</th>
              <th scope="col">Average year</th>
              <th scope="col">{period === undefined ? 'Bad year' : `1-in-${period} year`}</th>
              <th scope="col">Largest event</th>
              <th scope="col">Better than A in</th>
              {roles.map((role) => (
                <th key={role} scope="col">
                  HHI {roleText(role)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scenarios.map((scenario, s) => {
              const { mean, low, high } = scenario.averageAnnualLoss;
              const bad = pointOf(scenario, period);
              const contrast = contrasts.find(({ b }) => b === s);
              const letter = letterOf(s);
              return (
                <tr key={letter} data-letter={letter}>
                  <th scope="row">
                    <span className={styles.name}>
                      <LetterBadge letter={letter} />
                      {question.shown[s]?.name}
                    </span>
                  </th>
                  <td title={all.text(mean)}>
                    {number(mean)}
                    <Small>{range(low, high)}</Small>
                  </td>
                  <td title={bad && all.text(bad.loss)}>
                    {bad ? number(bad.loss) : '–'}
                    <Small>{range(bad?.low, bad?.high)}</Small>
                  </td>
                  <td title={all.text(scenario.largestEvent)}>{number(scenario.largestEvent)}</td>
                  <td>
                    {contrast ? `${shareText(contrast.better)} of years` : '–'}
                    <Small>
                      {contrast
                        ? `worse ${shareText(contrast.worse)}, equal ${shareText(restOf(contrast))}`
                        : ''}
                    </Small>
                  </td>
                  {roles.map((role) => (
                    <HhiCell key={role} before={hhiOf(answer, 0, role)} now={hhiOf(answer, s, role)} />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

function Small({ children }: { readonly children: string }) {
  return <span className={styles.small}>{children}</span>;
}

interface HhiCellProps {
  readonly before: number | undefined;
  readonly now: number | undefined;
}

function HhiCell({ before, now }: HhiCellProps) {
  const change = before === undefined || now === undefined ? 0 : Math.round(now) - Math.round(before);
  return (
    <td>
      {now === undefined ? '–' : countText(now)}
      <Small>{change === 0 ? '' : `${change < 0 ? '−' : '+'}${countText(Math.abs(change))}`}</Small>
    </td>
  );
}

function pointOf({ aep }: ScenarioRisk, period: number | undefined) {
  return aep.find(({ returnPeriod }) => returnPeriod === period);
}

function restOf({ better, worse }: { readonly better: number; readonly worse: number }): number {
  const rest = 1 - better - worse;
  // sums of fractions of years are not exact
  return rest < 1e-9 ? 0 : rest;
}

function HowCompared() {
  return (
    <>
      <code>difference of a year = loss in the scenario − loss in A, same year</code>
      <p>
        Every scenario lives through the same simulated years: each outage and each switch is drawn by seed,
        year and name, so nothing differs but what the measures change. Losses are hours of service by weight.
      </p>
      <p>
        Average year: mean over the years with its t interval. 1-in-100 year: the loss that one year in a
        hundred reaches, interval by drawing years again (bootstrap). Better than A: part of the years in
        which less is lost.
      </p>
      <p>
        HHI: Herfindahl-Hirschman index of the topmost operators, 0 to 10,000, after the measures. Point at a
        loss for its amount.
      </p>
    </>
  );
}

/** Weight-hours, so that other weights and units can be made of them. */
function tableOf({ question, result }: PolicyAnswer): Table {
  const roles = (result.scenarios[0]?.hhi ?? []).map(({ role }) => role);
  const periods = (result.scenarios[0]?.aep ?? []).map(({ returnPeriod }) => returnPeriod);
  return {
    columns: [
      { title: 'Scenario', unit: 'text' },
      { title: 'Name', unit: 'text' },
      { title: 'Average year, weight-hours', unit: 'amount' },
      { title: 'Average year, low', unit: 'amount' },
      { title: 'Average year, high', unit: 'amount' },
      ...periods.map((period) => ({
        title: `1-in-${amountText(period)} year, weight-hours`,
        unit: 'amount' as const,
      })),
      { title: 'Largest event, weight-hours', unit: 'amount' },
      { title: 'Better than A', unit: 'share' },
      { title: 'Worse than A', unit: 'share' },
      ...roles.map((role) => ({ title: `HHI ${role}`, unit: 'amount' as const })),
    ],
    rows: result.scenarios.map((scenario, s) => {
      const { mean, low = Number.NaN, high = Number.NaN } = scenario.averageAnnualLoss;
      const contrast = result.contrasts.find(({ b }) => b === s);
      return [
        letterOf(s),
        question.shown[s]?.name ?? '',
        mean,
        low,
        high,
        ...periods.map((period) => pointOf(scenario, period)?.loss ?? Number.NaN),
        scenario.largestEvent,
        contrast?.better ?? Number.NaN,
        contrast?.worse ?? Number.NaN,
        ...roles.map((role) => hhiOf({ question, result }, s, role) ?? Number.NaN),
      ];
    }),
  };
}
