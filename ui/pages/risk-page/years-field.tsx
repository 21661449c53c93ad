/** How many years are simulated, a few offered numbers or any other, and which: those of a seed. */
import { Popover } from '@mantine/core';
import { Button } from '../../parts/button.tsx';
import { Chip } from '../../parts/chip.tsx';
import { CommitField } from '../../parts/commit-field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { MOST_SEED, YEAR_COUNTS } from '../../store/risk-choice.ts';
import { countText } from '../../store/words.ts';
import styles from './risk-choices.module.css';

interface YearsFieldProps {
  readonly years: number;
  readonly seed: number;
  /** The most that can be asked for. */
  readonly most: number;
  readonly onChange: (patch: { readonly years?: number; readonly seed?: number }) => void;
}

/** The button with its choices. */
export function YearsField({ years, seed, most, onChange }: YearsFieldProps) {
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
          {YEAR_COUNTS.filter((count) => count <= most).map((count) => (
            <Chip key={count} isOn={count === years} onClick={() => onChange({ years: count })}>
              {countText(count)}
            </Chip>
          ))}
        </div>
        <CommitField
          label="Another number of years"
          value={countText(years)}
          read={(text) => readYears(text, most)}
          error={`Write a whole number from 1 to ${countText(most)}.`}
          onCommit={(count) => onChange({ years: count })}
        />
        <p className={styles.hint}>More years go on as if they had never stopped.</p>
        <CommitField
          label="Seed of the random numbers"
          value={String(seed)}
          read={readSeed}
          error={`Write a whole number from 0 to ${countText(MOST_SEED)}.`}
          onCommit={(next) => onChange({ seed: next })}
        />
        <p className={styles.hint}>
          The same seed gives the same years, here and on the command line; another tells how much is chance.
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}

function readYears(text: string, most: number): number | null {
  const isGrouped = /^\d{1,3}([\s,.']\d{3})+$/.test(text.trim());
  const digits = isGrouped ? text.replaceAll(/\D/g, '') : text.trim();
  const years = /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
  return years >= 1 && years <= most ? years : null;
}

function readSeed(text: string): number | null {
  const seed = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  return seed <= MOST_SEED ? seed : null;
}
