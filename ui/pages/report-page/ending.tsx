/** What the report stands on: measured, assumed, missing, methods, sources, and how it is cited. */
import { OutsideLink } from '../../parts/outside-link.tsx';
import { useConcentration, usePolicy, useRisk, useSession, useStress } from '../../parts/use-app.tsx';
import { METHODS, PART_TITLES } from '../../store/report-words.ts';
import type { SystemView } from '../../store/types.ts';
import { webAddress } from '../../store/words.ts';
import styles from './report-page.module.css';

interface EndingProps {
  readonly view: SystemView;
  readonly citation: string;
}

/** The lists at the end. */
export function Ending({ view, citation }: EndingProps) {
  const { parts } = useSession((session) => session.report);
  const { about } = view;
  return (
    <footer className={styles.ending}>
      <List title="What the results take for granted" texts={useAssumptions()} />
      <List title="Measured" texts={about.measured} />
      <List title="Assumed in the data" texts={about.assumed} />
      <List title="Missing" texts={about.missing} />
      <List
        title="Methods"
        texts={parts.flatMap((part) => METHODS[part].map((text) => `${PART_TITLES[part]}. ${text}`))}
      />
      {about.sources.length > 0 && (
        <section className={styles.list}>
          <h3>Sources{about.asOf !== '' && `, as of ${about.asOf}`}</h3>
          <ul>
            {about.sources.map(({ title, url }) => (
              <li key={`${title} ${url}`}>
                {webAddress(url) ? (
                  <OutsideLink address={url}>{`${title || 'Source'}: ${url}`}</OutsideLink>
                ) : (
                  `${title} ${url}`
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.list}>
        <h3>How to cite this, and to see the same</h3>
        <p data-citation="">{citation}</p>
        <p>Conditional on this system and its assumptions; not a forecast.</p>
      </section>
    </footer>
  );
}

function List({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <section className={styles.list}>
      <h3>{title}</h3>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

/** What the results in the report take for granted, each once. */
function useAssumptions(): readonly string[] {
  const { parts } = useSession((session) => session.report);
  const of = {
    system: undefined,
    concentration: useConcentration((now) => now.concentration.value?.assumptions),
    stress: useStress((stress) => stress.film.value?.result.assumptions),
    risk: useRisk((risk) => risk.result?.assumptions),
    policy: usePolicy((policy) => (policy.isOld ? undefined : policy.answer?.result.assumptions)),
  };
  return [...new Set(parts.flatMap((part) => of[part] ?? []))];
}
