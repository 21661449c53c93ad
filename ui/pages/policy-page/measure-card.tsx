/** A measure of a scenario: sentences with its numbers in them, a slider for the one that is looked at, its limits. */
import { Menu } from '@mantine/core';
import { useRef, useState } from 'react';
import { IconButton } from '../../parts/button.tsx';
import { OutsideLink } from '../../parts/outside-link.tsx';
import { useApp, usePolicy } from '../../parts/use-app.tsx';
import { letterOf, type MeasureChoice } from '../../store/policy-choice.ts';
import type { MeasurePlace } from '../../store/policy-commands.ts';
import type { MeasureEffect } from '../../store/policy-effects.ts';
import {
  type KnownMeasure,
  knownMeasure,
  numberOf,
  type Parameter,
  whyUnknown,
} from '../../store/policy-library.ts';
import { aroundValue, parameterSentence, valueText } from '../../store/policy-names.ts';
import { sourceParts } from '../../store/words.ts';
import styles from './measure.module.css';
import { MeasureNumber } from './measure-number.tsx';

interface MeasureCardProps {
  readonly choice: MeasureChoice;
  readonly place: MeasurePlace;
  /** How many measures the scenario has. */
  readonly count: number;
  /** The scenario that has the same already, counted from A as 0; 0 for none. */
  readonly sameAs: number;
  /** What it did here; null while it is not known. */
  readonly effect: MeasureEffect | null;
}

/** The measure, folded where another scenario shows the same. */
export function MeasureCard({ choice, place, count, sameAs, effect }: MeasureCardProps) {
  const library = usePolicy((policy) => policy.library);
  const [isOpen, setOpen] = useState(false);
  const known = knownMeasure(choice, library);
  if (!known) {
    return (
      <div className={styles.measure}>
        <Head title={choice.id} place={place} count={count} />
        <p className={styles.error} role="alert">
          {whyUnknown(choice, library)}
        </p>
      </div>
    );
  }
  if (sameAs > 0 && !isOpen) {
    return (
      <div className={styles.measure}>
        <Head
          title={known.title}
          place={place}
          count={count}
          sameAs={letterOf(sameAs)}
          onUnfold={() => setOpen(true)}
        />
        {effect?.isNothing && <p className={styles.nothing}>{effect.words}</p>}
      </div>
    );
  }
  return (
    <div className={styles.measure}>
      {(count > 1 || place.scenario === 0) && <Head title={known.title} place={place} count={count} />}
      <Body known={known} choice={choice} place={place} effect={effect} />
    </div>
  );
}

interface HeadProps {
  readonly title: string;
  readonly place: MeasurePlace;
  readonly count: number;
  /** The letter of the scenario whose numbers it follows, and the way to give it its own. */
  readonly sameAs?: string;
  readonly onUnfold?: () => void;
}

function Head({ title, place, count, sameAs, onUnfold }: HeadProps) {
  return (
    <div className={styles.head}>
      <h3>
        {title}
        {sameAs !== undefined && <span className={styles.same}>, as in {sameAs}</span>}
      </h3>
      <MeasureMenu title={title} place={place} count={count} {...(onUnfold ? { onUnfold } : {})} />
    </div>
  );
}

function MeasureMenu({ title, place, count, onUnfold }: Omit<HeadProps, 'sameAs'>) {
  const app = useApp();
  const { measure } = place;
  return (
    <Menu position="bottom-end" shadow="md" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <IconButton className={styles.small} icon="more" label={`Move or remove: ${title}`} />
      </Menu.Target>
      <Menu.Dropdown>
        {onUnfold && <Menu.Item onClick={onUnfold}>Give it numbers of its own</Menu.Item>}
        <Menu.Item disabled={measure === 0} onClick={() => app.moveMeasure(place, -1)}>
          Carry out earlier
        </Menu.Item>
        <Menu.Item disabled={measure === count - 1} onClick={() => app.moveMeasure(place, 1)}>
          Carry out later
        </Menu.Item>
        <Menu.Item onClick={() => app.removeMeasure(place)}>Remove</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface BodyProps {
  readonly known: KnownMeasure;
  readonly choice: MeasureChoice;
  readonly place: MeasurePlace;
  readonly effect: MeasureEffect | null;
}

function Body({ known, choice, place, effect }: BodyProps) {
  const app = useApp();
  const { parameters, doesNotFix } = known;
  // what all scenarios assume is a line: its sliders come when a number is chosen
  const isLine = place.scenario === 0;
  const [active, setActive] = useState(isLine ? -1 : 0);
  const [draft, setDraft] = useState<number | null>(null);
  const slider = useRef<HTMLDivElement>(null);
  const parameter = parameters[active];
  const look = (i: number) => {
    setActive(i);
    setDraft(null);
    // after the slider of this number stands there
    setTimeout(() => slider.current?.querySelector<HTMLInputElement>('[type="range"]')?.focus(), 0);
  };
  return (
    <>
      {parameters.length === 0 && <p className={styles.sentence}>{known.explanation}</p>}
      <p className={styles.sentence}>
        {parameters.map((each, i) => (
          <Sentence
            key={each.id}
            parameter={each}
            value={i === active && draft !== null ? draft : numberOf(choice, each)}
            isActive={i === active}
            onLook={isLine || parameters.length > 1 ? () => look(i) : undefined}
          />
        ))}
      </p>
      {parameter && (
        <div ref={slider}>
          <MeasureNumber
            key={parameter.id}
            parameter={parameter}
            value={numberOf(choice, parameter)}
            onDraft={setDraft}
            onCommit={(value) => app.setMeasureValue(place, parameter, value)}
          />
        </div>
      )}
      {effect?.isNothing && <p className={styles.nothing}>{effect.words}</p>}
      {effect?.isPartly && (
        <p className={styles.nothing}>A part of it does nothing here; what, stands among the side effects.</p>
      )}
      {!isLine && doesNotFix.length > 0 && (
        <p className={styles.limits}>
          <b>Does not fix:</b> {doesNotFix.join(' ')}
        </p>
      )}
      <More known={known} effect={effect} isLine={isLine} />
    </>
  );
}

interface SentenceProps {
  readonly parameter: Parameter;
  readonly value: number;
  readonly isActive: boolean;
  readonly onLook: (() => void) | undefined;
}

/** The sentence of a parameter; its number is a button that brings its slider. */
function Sentence({ parameter, value, isActive, onLook }: SentenceProps) {
  const [before, after] = aroundValue(parameter);
  const text = valueText(value, parameter.unit);
  return (
    <>
      {before}
      {onLook ? (
        <button
          type="button"
          className={styles.value}
          data-value=""
          aria-pressed={isActive}
          aria-label={`Change: ${parameterSentence(parameter, value)}`}
          onClick={onLook}
        >
          {text}
        </button>
      ) : (
        <b className={styles.value}>{text}</b>
      )}
      {after}.{' '}
    </>
  );
}

function More({ known, effect, isLine }: Pick<BodyProps, 'known' | 'effect'> & { readonly isLine: boolean }) {
  const { explanation, parameters, sideEffects, doesNotFix, source } = known;
  const { words, address } = sourceParts(source);
  return (
    <details className={styles.more}>
      <summary>{isLine ? 'What this means, and sources' : 'Side effects and sources'}</summary>
      <p>{explanation}</p>
      {effect && !effect.isNothing && <p>{effect.words}</p>}
      {effect?.remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
      {sideEffects.length > 0 && (
        <>
          <b>Side effects</b>
          <ul>
            {sideEffects.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )}
      {isLine && doesNotFix.length > 0 && (
        <>
          <b>What it leaves open</b>
          <ul>
            {doesNotFix.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )}
      {parameters.length > 0 && (
        <>
          <b>Where the usual numbers are from</b>
          <ul>
            {parameters.map((each) => (
              <li key={each.id}>
                {parameterSentence(each, each.default)}: {each.source}
              </li>
            ))}
          </ul>
        </>
      )}
      {source !== '' && (
        <p>Source: {address === null ? words : <OutsideLink address={address}>{words}</OutsideLink>}</p>
      )}
    </details>
  );
}
