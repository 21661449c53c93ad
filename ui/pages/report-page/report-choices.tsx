/** What a person chooses: the parts, a title and words of their own. */
import { useId, useState } from 'react';
import { Chip } from '../../parts/chip.tsx';
import { useApp } from '../../parts/use-app.tsx';
import {
  MOST_TITLE,
  MOST_WORDS,
  REPORT_PARTS,
  type ReportChoice,
  toggledPart,
} from '../../store/report-choice.ts';
import { PART_TITLES } from '../../store/report-words.ts';
import styles from './report-page.module.css';

interface ReportChoicesProps {
  readonly report: ReportChoice;
  /** The title that stands there while a person gives none. */
  readonly usualTitle: string;
}

/** The chips and fields. */
export function ReportChoices({ report, usualTitle }: ReportChoicesProps) {
  const app = useApp();
  return (
    <>
      <fieldset className={styles.parts}>
        <legend>Parts</legend>
        {REPORT_PARTS.map((part) => (
          <Chip
            key={part}
            isOn={report.parts.includes(part)}
            onClick={() => app.setReport({ parts: toggledPart(report.parts, part) })}
          >
            {PART_TITLES[part]}
          </Chip>
        ))}
      </fieldset>
      <Words
        label="Title"
        value={report.title}
        most={MOST_TITLE}
        rows={2}
        placeholder={usualTitle}
        onCommit={(title) => app.setReport({ title })}
      />
      <Words
        label="Introduction"
        value={report.introduction}
        most={MOST_WORDS}
        rows={5}
        onCommit={(introduction) => app.setReport({ introduction })}
      />
      <Words
        label="Conclusion"
        value={report.conclusion}
        most={MOST_WORDS}
        rows={5}
        onCommit={(conclusion) => app.setReport({ conclusion })}
      />
      <p className={styles.small}>Your words travel in the link, in plain sight of whoever has it.</p>
    </>
  );
}

interface WordsProps {
  readonly label: string;
  readonly value: string;
  /** Characters that it takes. */
  readonly most: number;
  readonly rows: number;
  readonly placeholder?: string;
  readonly onCommit: (value: string) => void;
}

/** A field of several lines that is taken over when it is left. */
function Words({ label, value, most, rows, placeholder = '', onCommit }: WordsProps) {
  const id = useId();
  const [draft, setDraft] = useState({ of: value, text: value });
  // what stands in it changed from outside, such as by undo
  const { text } = draft.of === value ? draft : { text: value };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        maxLength={most}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setDraft({ of: value, text: event.currentTarget.value })}
        onBlur={() => {
          if (text !== value) onCommit(text);
        }}
      />
    </div>
  );
}
