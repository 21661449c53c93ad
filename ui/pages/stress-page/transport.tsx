/** The keys of the film: back a step, play or pause, on a step. */
import { IconButton } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { useApp, useClock } from '../../parts/use-app.tsx';
import { SPEEDS } from '../../store/clock.ts';
import styles from './transport.module.css';
import type { FilmKeys } from './use-film-keys.ts';

interface TransportProps {
  readonly keys: FilmKeys;
  readonly isNarrow: boolean;
}

/** The buttons. */
export function Transport({ keys, isNarrow }: TransportProps) {
  const isPlaying = useClock((clock) => clock.isPlaying);
  return (
    <div className={styles.transport}>
      {!isNarrow && <IconButton icon="stepBack" label="To the change before" onClick={keys.back} />}
      <IconButton
        className={styles.play}
        icon={isPlaying ? 'pause' : 'play'}
        label={isPlaying ? 'Pause' : 'Play'}
        onClick={keys.toggle}
      />
      <IconButton icon="stepOn" label="To the next change" onClick={keys.on} />
    </div>
  );
}

const SPEED_OPTIONS = SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}\u00a0×` }));

/** How fast the film runs. */
export function Speed() {
  const app = useApp();
  const speed = useClock((clock) => clock.speed);
  return (
    <div className={styles.speed}>
      <Choice
        label="Speed"
        title="Speed"
        value={String(speed)}
        options={SPEED_OPTIONS}
        onChange={(value) => app.clock.setSpeed(Number(value))}
      />
    </div>
  );
}
