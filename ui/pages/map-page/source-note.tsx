/** Where something was seen, and how old that is. */
import { OutsideLink } from '../../parts/outside-link.tsx';
import { sourceParts, yearOf } from '../../store/words.ts';

interface SourceNoteProps {
  readonly source: string;
  readonly asOf: string;
}

/** The source, linked where it names an address, with year and age. */
export function SourceNote({ source, asOf }: SourceNoteProps) {
  const { words, address } = sourceParts(source);
  return (
    <>
      {address ? <OutsideLink address={address}>{words}</OutsideLink> : words}
      {words !== '' && asOf !== '' && ', '}
      {ageText(asOf)}
    </>
  );
}

/** "2020, 6 years old". */
function ageText(asOf: string): string {
  const year = yearOf(asOf);
  if (year === null) return asOf;
  const age = new Date().getFullYear() - year;
  return age < 1 ? asOf : `${asOf}, ${age === 1 ? '1 year' : `${age} years`} old`;
}
