/** What is asked of the years: by what weight, in what unit, what is assumed, how many, and which. */
import { Choice } from '../../parts/choice.tsx';
import { useApp, useSession } from '../../parts/use-app.tsx';
import { lossScale } from '../../store/loss-scale.ts';
import { LOSS_UNITS, MOST_RISK_YEARS, type RiskChoice } from '../../store/risk-choice.ts';
import type { SystemView } from '../../store/types.ts';
import styles from './risk-choices.module.css';
import { YearsField } from './years-field.tsx';

interface RiskChoicesProps {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
}

/** The choices that make a difference to the part that is shown. */
export function RiskChoices({ view, weight }: RiskChoicesProps) {
  const app = useApp();
  const { unit, failover, evidence, part, years, seed } = useSession((session) => session.risk);
  const { column = '', description = '' } = view.weights[weight] ?? {};
  return (
    <div className={styles.choices}>
      <Choice
        label="Weight"
        value={column}
        options={view.weights.map((each) => ({ value: each.column, label: each.label }))}
        onChange={app.setWeight}
        title={description}
      />
      {part !== 'moment' && (
        <Choice<RiskChoice['unit']>
          label="Losses in"
          value={unit}
          options={LOSS_UNITS.map((value) => ({
            value,
            label: lossScale(view, { weight, unit: value }).unit,
          }))}
          onChange={(next) => app.setRisk({ unit: next })}
        />
      )}
      {part !== 'moment' && (
        <Choice<RiskChoice['failover']>
          label="Switches"
          value={failover}
          options={[
            { value: 'drawn', label: 'drawn for each year' },
            { value: 'always', label: 'always work' },
            { value: 'never', label: 'never work' },
          ]}
          onChange={(next) => app.setRisk({ failover: next })}
          title="Whether a switch to an alternative works when it is needed"
        />
      )}
      {part === 'year' && (
        <Choice<RiskChoice['evidence']>
          label="Dependencies"
          value={evidence}
          options={[
            { value: 'as-given', label: 'all as given' },
            { value: 'drawn', label: 'drawn by confidence' },
          ]}
          onChange={(next) => app.setRisk({ evidence: next })}
          title="Whether every dependency exists, or each with its confidence, drawn anew for every 64 years"
        />
      )}
      {part === 'year' && (
        <YearsField years={years} seed={seed} most={MOST_RISK_YEARS} onChange={app.setRisk} />
      )}
    </div>
  );
}
