/** What falls with a country: all that is located there, and all that is controlled from there. */
import { useMemo, useState } from 'react';
import { Chart } from '../../charts/chart.tsx';
import marks from '../../charts/marks.module.css';
import { type BarRow, RankBars } from '../../charts/rank-bars.tsx';
import type { Table } from '../../charts/table.ts';
import { Button } from '../../parts/button.tsx';
import { ProgressLine } from '../../parts/loading.tsx';
import { useApp, useConcentration, useSession } from '../../parts/use-app.tsx';
import { weightIndex } from '../../store/results.ts';
import type { JurisdictionResult, SystemView } from '../../store/types.ts';
import { weightText } from '../../store/weight-text.ts';
import { countryText, countText, fineShareText, ordinalText } from '../../store/words.ts';
import styles from './jurisdictions.module.css';
import { sourceNote } from './shown.ts';

const TITLE = 'What falls with a country';
const FIRST_SHOWN = 8;

/** The chart of exposures, or why there is none. */
export function Jurisdictions({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const { value, progress, failure } = useConcentration((now) => now.jurisdictions);
  if (value && value.countries.length > 0) {
    return (
      <div
        className={`${marks.ground} ${styles.place}`}
        data-hue="none"
        aria-busy={progress !== null}
        data-stale={progress !== null}
      >
        <Exposures view={view} result={value} />
      </div>
    );
  }
  return (
    <section className={styles.empty} aria-label={TITLE}>
      <h2>{TITLE}</h2>
      {value && (
        <p>No entity of this dataset has a country. Fill the column country to see exposure to countries.</p>
      )}
      {failure !== '' && (
        <>
          <p>{failure}</p>
          <Button small onClick={app.retryConcentration}>
            Compute again
          </Button>
        </>
      )}
      {progress && (
        <ProgressLine label="Exposure to countries" progress={progress} onCancel={app.cancelConcentration} />
      )}
    </section>
  );
}

interface ExposuresProps {
  readonly view: SystemView;
  readonly result: JurisdictionResult;
}

function Exposures({ view, result }: ExposuresProps) {
  const [isAll, setAll] = useState(false);
  const [looked, setLooked] = useState<number | null>(null);
  const bars = useMemo(() => result.countries.map((_, c) => barOf(result, c)), [result]);
  const exposed = bars.filter(({ total }) => total > 0);
  const shown = isAll ? exposed : exposed.slice(0, FIRST_SHOWN);
  const weight = weightIndex(
    view,
    useSession((session) => session.weight),
  );
  return (
    <Chart
      title={TITLE}
      subtitle={`Share of the weight of users that is down when everything in the country fails, % of ${weightText(view, weight, result.totalWeight)}`}
      keys={[
        { look: 'solid', words: 'Located there' },
        { look: 'hatched', words: 'More with all that is controlled from there' },
      ]}
      how={
        <>
          <code>sum of weight × (1 − level of service when all of the country fails) ÷ sum of weight</code>
          <p>
            Located: entities of the country fail. Controlled: entities fail whose topmost operator is of the
            country. The bar ends where both fail. Whatever stands on them falls as well, wherever it is;
            users of the country are among the failed and count.
          </p>
        </>
      }
      table={() => tableOf(result)}
      notes={[...result.assumptions, sourceNote(view)]}
      foldNotes
    >
      {(width) => (
        <>
          <RankBars
            rows={shown}
            width={width}
            label="Countries, the most exposed to first"
            endTitle="Controlled"
            current={looked}
            onLook={setLooked}
          />
          {!isAll && exposed.length > FIRST_SHOWN && (
            <Button small className={styles.more} onClick={() => setAll(true)}>
              Show all {countText(exposed.length)}
            </Button>
          )}
          <p className={styles.details}>{detailOf(result, looked ?? 0)}</p>
        </>
      )}
    </Chart>
  );
}

function barOf(result: JurisdictionResult, c: number): BarRow {
  const located = result.located[c]!;
  const either = result.either[c]!;
  const locatedText = fineShareText(located);
  const eitherText = fineShareText(either);
  const isMore = locatedText !== eitherText;
  const name = countryText(result.countries[c]!);
  const controlled = fineShareText(result.controlled[c]!);
  return {
    key: c,
    rank: c + 1,
    name,
    direct: located,
    total: isMore ? either : located,
    directText: locatedText.replace('\u00a0%', ''),
    totalText: eitherText.replace('\u00a0%', ''),
    via: '',
    end: controlled,
    isStrong: false,
    label: `${ordinalText(c + 1)}: ${name}, ${locatedText} located there, ${controlled} controlled from there, ${eitherText} either`,
  };
}

function detailOf(result: JurisdictionResult, c: number): string {
  const name = countryText(result.countries[c] ?? '');
  const text = (values: Float64Array) => fineShareText(values[c] ?? 0);
  return `${name}: ${text(result.located)} falls with what is located there, ${text(result.controlled)} with what is controlled from there, ${text(result.either)} with both; ${text(result.own)} are the failed entities themselves.`;
}

function tableOf(result: JurisdictionResult): Table {
  return {
    columns: [
      { title: 'Code', unit: 'text' },
      { title: 'Country', unit: 'text' },
      { title: 'Located', unit: 'share' },
      { title: 'Controlled', unit: 'share' },
      { title: 'Either', unit: 'share' },
      { title: 'Of it the failed themselves', unit: 'share' },
    ],
    rows: result.countries.map((code, c) => [
      code,
      countryText(code),
      result.located[c]!,
      result.controlled[c]!,
      result.either[c]!,
      result.own[c]!,
    ]),
  };
}
