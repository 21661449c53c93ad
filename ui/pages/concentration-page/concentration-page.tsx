/** The concentration page: who does everyone depend on, directly and without knowing it. */
import { useDeferredValue, useEffect, useMemo } from 'react';
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
import { populationText } from './shown.ts';
import { SupplierBars } from './supplier-bars.tsx';

/** The second page. */
export function ConcentrationPage() {
  const view = useDataset((dataset) => dataset.view);
  const failure = useDataset((dataset) => dataset.failure);
  return (
    <main tabIndex={-1} className={styles.page}>
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
  // deferred, so that drawing the page is cut into short tasks
  const shown = useDeferredValue(value, null);
  const isLatest = progress === null && shown === value;
  const chosen = useSession((session) => session.concentration.role);
  const role = chosen || (roleChoices(view)[0]?.role ?? '');
  if (role === '') {
    return (
      <div className={styles.content}>
        <h1 className={styles.title}>Nobody depends on anybody here</h1>
        <p className={styles.detail}>
          Concentration is counted over dependencies, and this dataset has none. Open files that have some, or
          look at its entities on the map.
        </p>
        <Button className={styles.after} onClick={() => app.goTo('map')}>
          Go to the map
        </Button>
      </div>
    );
  }
  return (
    <>
      <div
        className={styles.content}
        aria-busy={!isLatest}
        data-stale={!isLatest && shown !== null}
        data-answered={isLatest && shown !== null}
      >
        {shown ? (
          <Answered view={view} result={shown} />
        ) : (
          <Unanswered view={view} role={role} failure={failure} />
        )}
      </div>
      {progress && (
        <div className={styles.work}>
          <ProgressLine
            label={`Counting who depends on ${roleText(role)}`}
            progress={progress}
            onCancel={app.cancelConcentration}
          />
        </div>
      )}
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
      {failure === '' ? <Skeleton /> : <Button onClick={app.retryConcentration}>Compute again</Button>}
    </>
  );
}

/** Where the numbers will stand. */
function Skeleton() {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      <div />
      <div />
      <div />
      <div />
      <div className={styles.large} />
    </div>
  );
}

interface AnsweredProps {
  readonly view: SystemView;
  readonly result: ConcentrationResult;
}

function Answered({ view, result }: AnsweredProps) {
  const app = useApp();
  const count = useSession((session) => session.concentration.count);
  const rows = useMemo(() => supplierRows(result, count), [result, count]);
  const finding = useMemo(() => findingOf(view, result, { rows, count }), [view, result, rows, count]);
  const hue = useMemo(() => hueOfLayer(layerOfRole(view, result.role)), [view, result.role]);
  useEffect(() => app.announce(finding.title), [app, finding.title]);
  // with nobody who uses the role, directly or not, there is nothing to draw
  const isAnybody = result.indices !== null || (rows[0]?.total ?? 0) > 0;
  const shown = { view, result, rows, count, hue };
  return (
    <div className={marks.ground} data-hue={hue}>
      <div className={styles.lead}>
        <div className={styles.results}>
          <h1 className={styles.title}>{finding.title}</h1>
          <p className={styles.detail}>{finding.detail}</p>
        </div>
        <Button className={styles.toTable} onClick={app.showTable}>
          All entities by importance
        </Button>
        <ExportMenu view={view} result={result} />
      </div>
      <Choices view={view} />
      <div className={styles.results}>
        {result.indices ? (
          <IndexCards {...shown} indices={result.indices} />
        ) : (
          <p className={styles.remark}>
            {isAnybody && `${result.remark} `}Counted over {populationText(shown)}.
          </p>
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
    </div>
  );
}
