/** The dialog in which a market is chosen: which, how large, by which draws, and what that will cost. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { CommitField } from '../../parts/commit-field.tsx';
import { RadioCards } from '../../parts/radio-cards.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useApp, useDataset } from '../../parts/use-app.tsx';
import {
  type MarketChoice as Choice,
  costText,
  LARGE,
  LAST_SEED,
  largeText,
  MARKET_SIZES,
  MARKETS,
  MOST_MEMBERS,
  marketKey,
  marketOf,
} from '../../store/markets.ts';
import { countText } from '../../store/words.ts';
import styles from './market.module.css';

const FIRST: Choice = { id: MARKETS[0]!.id, size: 10_000, seed: 1 };

/** Chooses a market and opens it. */
export function MarketChoice() {
  const app = useApp();
  const open = useDataset((dataset) => marketOf(dataset.key));
  const [choice, setChoice] = useState(open ?? FIRST);
  const market = MARKETS.find(({ id }) => id === choice.id) ?? MARKETS[0]!;
  const isOpen = open !== null && marketKey(open) === marketKey(choice);
  const set = (patch: Partial<Choice>) => setChoice({ ...choice, ...patch });
  return (
    <Modal
      opened
      size="lg"
      onClose={() => app.page.setState({ marketOpen: null })}
      title="Make a market"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={styles.body}>
        <p>
          Nobody publishes who depends on whom in an economy. A market is drawn from published shares: its
          members are invented, its shares are not.
        </p>
        <RadioCards
          label="Market"
          value={choice.id}
          options={MARKETS.map(({ id, title, what }) => ({ value: id, title, what }))}
          onChange={(id) => set({ id })}
        />
        <div className={styles.size}>
          <Segments
            label="Size"
            value={String(choice.size)}
            options={MARKET_SIZES.map((size) => ({ value: String(size), label: countText(size) }))}
            onChange={(size) => set({ size: Number(size) })}
          />
          <CommitField
            label={`How many ${market.members}`}
            value={countText(choice.size)}
            read={wholeNumber(1, MOST_MEMBERS)}
            error={`Write a whole number from 1 to ${countText(MOST_MEMBERS)}.`}
            onCommit={(size) => set({ size })}
          />
          <CommitField
            label="Seed: another draws others"
            value={String(choice.seed)}
            read={wholeNumber(0, LAST_SEED)}
            error={`Write a whole number from 0 to ${countText(LAST_SEED)}.`}
            onCommit={(seed) => set({ seed })}
          />
        </div>
        <p role="status">{costText(choice)}</p>
        {choice.size >= LARGE && <p className={styles.warning}>{largeText(choice)}</p>}
        <div className={styles.actions}>
          <Button
            look="primary"
            disabled={isOpen}
            title={isOpen ? 'This market is open.' : undefined}
            onClick={() => app.openDataset(marketKey(choice))}
          >
            {choice.size >= LARGE ? 'Make it all the same' : 'Make this market'}
          </Button>
          <Button onClick={() => app.page.setState({ marketOpen: null })}>Cancel</Button>
        </div>
      </div>
    </Modal>
  );
}

/** Reads a whole number in a range, with or without separators of thousands. */
function wholeNumber(least: number, most: number): (text: string) => number | null {
  return (text) => {
    const plain = text.replaceAll(/[\s,']/g, '');
    const value = /^\d{1,10}$/.test(plain) ? Number(plain) : Number.NaN;
    return value >= least && value <= most ? value : null;
  };
}
