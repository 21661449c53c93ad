/** How many years are simulated, a few offered numbers or any other, and which: those of a seed. */
import { Popover } from '@mantine/core';
import { Button } from '../../parts/button.tsx';
import { Chip } from '../../parts/chip.tsx';
import { CommitField } from '../../parts/commit-field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useApp, useSession } from '../../parts/use-app.tsx';
import { MOST_RISK_YEARS, MOST_SEED, YEAR_COUNTS } from '../../store/risk-choice.ts';
import { countText } from '../../store/words.ts';
import styles from './risk-choices.module.css';

/** The button with its choices. */
export function YearsField() {
  const app = useApp();
  const { years, seed } = useSession((session) => session.risk);
  return (
    <Popover width={300} position="bottom-start" shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button className={styles.years}>
          <span className={styles.key}>Years</span>
          {countText(years)}
          <Icon name="down" />
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Years to simulate, and their seed">
        <div className={styles.offered}>
          {YEAR_COUNTS.map((count) => (
            <Chip key={count} isOn={count === years} onClick={() => app.setRisk({ years: count })}>
              {countText(count)}
            </Chip>
          ))}
        </div>
        <CommitField
          label="Another number of years"
          value={countText(years)}
          read={readYears}
          error={`Write a whole number from 1 to ${countText(MOST_RISK_YEARS)}.`}
          onCommit={(count) => app.setRisk({ years: count })}
        />
        <p className={styles.hint}>More years go on as if they had never stopped.</p>
        <CommitField
          label="Seed of the random numbers"
          value={String(seed)}
          read={readSeed}
          error={`Write a whole number from 0 to ${countText(MOST_SEED)}.`}
          onCommit={(next) => app.setRisk({ seed: next })}
        />
        <p className={styles.hint}>
          The same seed gives the same years, here and on the command line; another tells how much is chance.
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}

function readYears(text: string): number | null {
  const isGrouped = /^\d{1,3}([\s,.']\d{3})+$/.test(text.trim());
  const digits = isGrouped ? text.replaceAll(/\D/g, '') : text.trim();
  const years = /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
  return years >= 1 && years <= MOST_RISK_YEARS ? years : null;
}

function readSeed(text: string): number | null {
  const seed = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  return seed <= MOST_SEED ? seed : null;
}
