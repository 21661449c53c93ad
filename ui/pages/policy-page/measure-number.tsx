/** One number of a measure: a slider, the number itself to write, and where its default is from. */
import { useEffect, useId, useRef, useState } from 'react';
import type { Parameter } from '../../store/policy-library.ts';
import { aroundValue, valueText } from '../../store/policy-names.ts';
import styles from './measure.module.css';
import { sliderStep } from './slider-step.ts';

/** A slider that moves is taken over when it has rested for so long, so that a way along it is one change to undo. */
const REST_MS = 300;

interface MeasureNumberProps {
  readonly parameter: Parameter;
  readonly value: number;
  /** Hears of every value on the way. */
  readonly onDraft: (value: number | null) => void;
  readonly onCommit: (value: number) => void;
}

/** The slider with its field. */
export function MeasureNumber({ parameter, value, onDraft, onCommit }: MeasureNumberProps) {
  const { min, max, unit, source, default: usual } = parameter;
  const [draft, setDraft] = useState<number | null>(null);
  const pending = useRef<{ readonly value: number; readonly timer: number } | null>(null);
  const shown = draft ?? value;
  const name = aroundValue(parameter).join('…').trim();
  const drop = () => {
    clearTimeout(pending.current?.timer);
    pending.current = null;
  };
  useEffect(() => () => clearTimeout(pending.current?.timer), []);
  const flush = () => {
    const waiting = pending.current;
    drop();
    setDraft(null);
    onDraft(null);
    if (waiting) onCommit(waiting.value);
  };
  const move = (next: number) => {
    drop();
    setDraft(next);
    onDraft(next);
    pending.current = { value: next, timer: window.setTimeout(flush, REST_MS) };
  };
  const filled = (shown - min) / (max - min);
  return (
    <div className={styles.number}>
      <div className={styles.control} data-screen="">
        <input
          type="range"
          min={min}
          max={max}
          step={sliderStep(parameter)}
          value={shown}
          aria-label={name}
          aria-valuetext={valueText(shown, unit)}
          style={{ '--filled': `${100 * filled}%` } as React.CSSProperties}
          onChange={(event) => move(event.currentTarget.valueAsNumber)}
          onPointerUp={flush}
          onBlur={flush}
        />
        <ValueField parameter={parameter} value={shown} name={name} onCommit={onCommit} />
      </div>
      <p className={styles.source}>
        {shown === usual ? '' : `Usually ${valueText(usual, unit)}. `}
        {shortSource(source)}
      </p>
    </div>
  );
}

interface ValueFieldProps {
  readonly parameter: Parameter;
  readonly value: number;
  readonly name: string;
  readonly onCommit: (value: number) => void;
}

/** The number to write, and what is wrong with what was written. */
function ValueField({ parameter, value, name, onCommit }: ValueFieldProps) {
  const { min, max, unit, step } = parameter;
  const id = useId();
  const text = valueText(value, unit);
  const [draft, setDraft] = useState({ of: text, text, isWrong: false });
  // what stands in it changed from outside, by the slider or by undo
  const now = draft.of === text ? draft : { of: text, text, isWrong: false };
  const commit = () => {
    if (now.text === text) return setDraft({ ...now, isWrong: false });
    const read = readValue(now.text, unit);
    const isWhole = unit !== 'fraction' && unit !== 'hours' && step >= 1;
    const isSound = read !== null && read >= min && read <= max && !(isWhole && !Number.isInteger(read));
    setDraft({ ...now, isWrong: !isSound });
    if (isSound && read !== null) onCommit(read);
  };
  return (
    <>
      <input
        className={styles.field}
        type="text"
        inputMode="decimal"
        value={now.text}
        aria-label={`Value: ${name}`}
        aria-invalid={now.isWrong}
        aria-describedby={now.isWrong ? id : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        onChange={(event) => setDraft({ ...now, text: event.currentTarget.value, isWrong: false })}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
      {now.isWrong && (
        <p id={id} className={styles.error} role="alert">
          Write a number from {valueText(min, unit)} to {valueText(max, unit)}.
        </p>
      )}
    </>
  );
}

/** Reads "30 %", "30" of a fraction as 0.3, and plain numbers of all else; null when it is none. */
function readValue(text: string, unit: string): number | null {
  const plain = text.replace('%', '').replaceAll(/\s/g, '').replaceAll(',', '');
  if (!/^\d*\.?\d+$/.test(plain)) return null;
  return unit === 'fraction' ? Number((Number(plain) / 100).toPrecision(12)) : Number(plain);
}

/** What a source says first; the rest stands among the sources. */
function shortSource(source: string): string {
  const [first = ''] = source.split(/[;:(,]/);
  const words = first.trim();
  return /^assumed/i.test(words) ? 'Assumed' : words.charAt(0).toUpperCase() + words.slice(1);
}
