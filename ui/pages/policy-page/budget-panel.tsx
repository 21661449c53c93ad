/** What a budget is best spent on. Costs are a person's own: none is known before. */
import { Chart } from '../../charts/chart.tsx';
import { CostFront } from '../../charts/cost-front.tsx';
import type { Table } from '../../charts/table.ts';
import { CommitField } from '../../parts/commit-field.tsx';
import { useApp, usePolicyStudy, useSession } from '../../parts/use-app.tsx';
import type { PolicyAnswer } from '../../store/policy.ts';
import { type Budget, type Lever, leversOf, MOST_LEVERS } from '../../store/policy-budget.ts';
import { signedText } from '../../store/policy-words.ts';
import { amountText, countText, listText } from '../../store/words.ts';
import { Panel } from '../risk-page/panel.tsx';
import styles from './budget-panel.module.css';
import study from './study.module.css';
import { StudyLine } from './study-line.tsx';

interface BudgetPanelProps {
  readonly answer: PolicyAnswer;
  /** The comparison is there, so that others can run. */
  readonly isReady: boolean;
}

type Found = NonNullable<Budget['found']>;

const TITLE = 'What a budget is best spent on';

/** Fields for the costs, and below them the best choices when they have been looked for. */
export function BudgetPanel({ answer, isReady }: BudgetPanelProps) {
  const app = useApp();
  const { costs, budget } = useSession((session) => session.policy);
  const { run, failure, found } = usePolicyStudy('budget');
  const levers = leversOf(answer.question, costs);
  const known = levers.filter(({ cost }) => cost !== null);
  return (
    <>
      <Panel
        title={TITLE}
        subtitle="Write what each measure costs, in any one unit; those without a cost are left out"
        how={<HowChosen />}
      >
        <div className={styles.costs}>
          {levers.map((lever) => (
            <CommitField
              key={lever.key}
              label={nameOf(lever)}
              value={lever.cost === null ? '' : String(lever.cost)}
              placeholder="Cost"
              read={readAmount}
              error="Write a number of 0 or more, or nothing."
              onCommit={({ amount }) => app.setPolicyCost(lever.key, nameOf(lever), amount)}
            />
          ))}
          {levers.length > 0 && (
            <CommitField
              label="Budget (empty: no limit)"
              value={budget === null ? '' : String(budget)}
              placeholder="No limit"
              read={readAmount}
              error="Write a number of 0 or more, or nothing."
              onCommit={({ amount }) => app.setPolicyBudget(amount)}
            />
          )}
        </div>
        {levers.length === 0 && <p className={study.intro}>No scenario has a measure to spend money on.</p>}
        {known.length > MOST_LEVERS && (
          <p className={study.intro}>
            All combinations are compared for at most {MOST_LEVERS} measures with a cost; take a cost away, or
            use the command line.
          </p>
        )}
        <StudyLine
          run={run}
          failure={failure}
          action="Find the best choices"
          label="Comparing combinations"
          counted="combinations"
          isReady={isReady && known.length > 0 && known.length <= MOST_LEVERS}
          onRun={app.policyStudies.spend}
          onCancel={app.policyStudies.cancelSpending}
        />
      </Panel>
      {found && isFor(found, known, budget) && <Front found={found} />}
    </>
  );
}

/** Whether choices were found for these costs and this budget. */
function isFor(found: Found, known: readonly Lever[], budget: number | null): boolean {
  const text = (levers: readonly Lever[]) => JSON.stringify(levers.map(({ key, cost }) => [key, cost]));
  const all = known.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
  return text(found.levers) === text(known) && found.budget === (budget ?? all);
}

function nameOf({ member }: Lever): string {
  return member.known.title;
}

/** An empty field takes the cost away. */
function readAmount(text: string): { readonly amount: number | null } | null {
  const plain = text.replaceAll(/[\s,]/g, '');
  if (plain === '') return { amount: null };
  return /^\d*\.?\d+(e\d+)?$/i.test(plain) && Number.isFinite(Number(plain))
    ? { amount: Number(plain) }
    : null;
}

function HowChosen() {
  return (
    <>
      <code>no other choice is as good in cost, average and 1-in-10 year, and better in one</code>
      <p>
        Every combination of the measures that the budget allows lives through the same simulated years.
        Measures can be worth little alone and much together, so none is chosen before the others are.
      </p>
      <p>Solid: average year. Dashed: 1-in-10 year. Parts of what is lost without any of these measures.</p>
    </>
  );
}

function Front({ found }: { readonly found: Found }) {
  const { levers, budget, years, result } = found;
  const { nothing, best, front, looked } = result;
  const part = (loss: number | undefined, of: number | undefined) =>
    loss === undefined || of === undefined || of === 0 ? Number.NaN : loss / of;
  const points = front.map((choice) => ({
    cost: choice.cost,
    average: part(choice.averageAnnualLoss, nothing.averageAnnualLoss),
    bad: part(choice.oneInTen, nothing.oneInTen),
  }));
  const names = (choice: (typeof front)[number]) => choice.levers.map((lever) => nameOf(levers[lever]!));
  const saved = part(best.averageAnnualLoss, nothing.averageAnnualLoss) - 1;
  return (
    <Chart
      title="Best choices by cost"
      subtitle={`Left of what is lost, by cost; ${countText(looked)} combinations of ${countText(years)} years. Solid: average year. Dashed: 1-in-10 year`}
      how={<HowChosen />}
      table={(): Table => ({
        columns: [
          { title: 'Cost', unit: 'amount' },
          { title: 'Average year', unit: 'text' },
          { title: '1-in-10 year', unit: 'text' },
          { title: 'Measures', unit: 'text' },
        ],
        rows: front.map((choice, i) => [
          choice.cost,
          Number.isNaN(points[i]!.average) ? '–' : signedText(points[i]!.average - 1),
          Number.isNaN(points[i]!.bad) ? '–' : signedText(points[i]!.bad - 1),
          names(choice).join(', ') || 'None',
        ]),
      })}
      notes={[]}
    >
      {(width) => (
        <>
          <p className={styles.best}>
            {best.levers.length === 0 || Number.isNaN(saved)
              ? `Nothing within ${amountText(budget)} lowers the average year.`
              : `Within ${amountText(budget)} the average year is lowest with ${listText(names(best), 12)}: ${signedText(saved)} for ${amountText(best.cost)}.`}
          </p>
          <CostFront points={points} width={width} label="What is left of the loss at each cost" />
        </>
      )}
    </Chart>
  );
}
