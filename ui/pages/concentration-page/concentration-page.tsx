/** The concentration page: who does everyone depend on, directly and without knowing it. */
import { useMemo } from 'react';
import marks from '../../charts/marks.module.css';
import { Button } from '../../parts/button.tsx';
import { Failure, LoadingBar, ProgressLine } from '../../parts/loading.tsx';
import { hueOfLayer } from '../../parts/marks.ts';
import { useApp, useConcentration, useDataset, useSession } from '../../parts/use-app.tsx';
import { findingOf } from '../../store/finding.ts';
import { layerOfRole, roleChoices } from '../../store/roles.ts';
import { supplierRows } from '../../store/supplier-rows.ts';
import type { ConcentrationResult, SystemView } from '../../store/types.ts';
import { roleText } from '../../store/words.ts';
import { Choices } from './choices.tsx';
import styles from './concentration-page.module.css';
import { ExportMenu } from './export-menu.tsx';
import { IndexCards } from './index-cards.tsx';
import { IndexTable } from './index-table.tsx';
import { Jurisdictions } from './jurisdictions.tsx';
import { LorenzChart } from './lorenz-chart.tsx';
import { RankChange } from './rank-change.tsx';
import { SupplierBars } from './supplier-bars.tsx';

/** The second page. */
export function ConcentrationPage() {
  const view = useDataset((dataset) => dataset.view);
  const failure = useDataset((dataset) => dataset.failure);
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <LoadingBar />
      {failure && <Failure />}
      {view && <Content view={view} />}
      {!view && !failure && (
        <div className={styles.content}>
          <h1 className={styles.title}>Concentration</h1>
        </div>
      )}
    </main>
  );
}

function Content({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const { value, progress, failure } = useConcentration((now) => now.concentration);
  const chosen = useSession((session) => session.concentration.role);
  const role = chosen || (roleChoices(view)[0]?.role ?? '');
  if (role === '') {
    return (
      <div className={styles.content}>
        <h1 className={styles.title}>No dependency has a role</h1>
        <p className={styles.detail}>
          Concentration is counted for each role, such as hosting or DNS. Fill the column role of the
          dependencies and open the files again.
        </p>
        <Button className={styles.after} onClick={() => app.goTo('map')}>
          Go to the map
        </Button>
      </div>
    );
  }
  return (
    <>
      {progress && (
        <ProgressLine
          label={`Counting who depends on ${roleText(role)}`}
          progress={progress}
          onCancel={app.cancelConcentration}
        />
      )}
      <div
        className={styles.content}
        aria-busy={progress !== null}
        data-stale={progress !== null && value !== null}
        data-answered={progress === null && value !== null}
      >
        {value ? (
          <Answered view={view} result={value} />
        ) : (
          <Unanswered view={view} role={role} failure={failure} />
        )}
      </div>
    </>
  );
}

interface UnansweredProps {
  readonly view: SystemView;
  readonly role: string;
  readonly failure: string;
}

/** The frame without numbers: while the first answer is on its way, or when there is none. */
function Unanswered({ view, role, failure }: UnansweredProps) {
  const app = useApp();
  return (
    <>
      <h1 className={styles.title}>Concentration of {roleText(role)}</h1>
      <p className={styles.detail}>{failure}</p>
      <Choices view={view} />
      {failure === '' ? (
        <div className={styles.waiting} />
      ) : (
        <Button onClick={app.retryConcentration}>Compute again</Button>
      )}
    </>
  );
}

interface AnsweredProps {
  readonly view: SystemView;
  readonly result: ConcentrationResult;
}

function Answered({ view, result }: AnsweredProps) {
  const count = useSession((session) => session.concentration.count);
  const rows = useMemo(() => supplierRows(result, count), [result, count]);
  const finding = useMemo(() => findingOf(view, result, { rows, count }), [view, result, rows, count]);
  const hue = useMemo(() => hueOfLayer(layerOfRole(view, result.role)), [view, result.role]);
  // with nobody who uses the role, directly or not, there is nothing to draw
  const isAnybody = result.indices !== null || (rows[0]?.total ?? 0) > 0;
  const shown = { view, result, rows, count, hue };
  return (
    <div className={marks.ground} data-hue={hue}>
      <div className={styles.lead}>
        <div>
          <h1 className={styles.title}>{finding.title}</h1>
          <p className={styles.detail}>{finding.detail}</p>
        </div>
        <ExportMenu view={view} result={result} />
      </div>
      <Choices view={view} />
      {result.indices ? (
        <IndexCards {...shown} indices={result.indices} />
      ) : (
        isAnybody && <p className={styles.remark}>{result.remark}</p>
      )}
      <div className={styles.grid}>
        <div className={styles.column}>
          {isAnybody && <SupplierBars key={`${result.role} ${rows.length}`} {...shown} finding={finding} />}
          <Jurisdictions view={view} />
        </div>
        <div className={styles.column}>
          {isAnybody && <RankChange {...shown} />}
          <LorenzChart {...shown} />
          {result.indices && <IndexTable {...shown} indices={result.indices} />}
        </div>
      </div>
    </div>
  );
}
