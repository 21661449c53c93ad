/** The report: question, answer, figures, assumptions and sources on sheets that can be printed, saved and cited. */
import { useRef } from 'react';
import { Button } from '../../parts/button.tsx';
import { Failure, LoadingBar } from '../../parts/loading.tsx';
import { useApp, useDataset, useSession } from '../../parts/use-app.tsx';
import { fileName } from '../../store/file-name.ts';
import type { FIRST_REPORT } from '../../store/report-choice.ts';
import { weightIndex } from '../../store/results.ts';
import type { SystemView } from '../../store/types.ts';
import { titleOf } from '../../store/words.ts';
import { usePaper } from '../risk-page/use-paper.ts';
import { ConcentrationPart } from './concentration-part.tsx';
import { Ending } from './ending.tsx';
import { PolicyPart } from './policy-part.tsx';
import { ReportChoices } from './report-choices.tsx';
import styles from './report-page.module.css';
import { RiskPart } from './risk-part.tsx';
import { StressPart } from './stress-part.tsx';
import { SystemPart } from './system-part.tsx';
import { useCitation } from './use-citation.ts';

/** The last page. */
export function ReportPage() {
  const view = useDataset((dataset) => dataset.view);
  const failure = useDataset((dataset) => dataset.failure);
  return (
    <main tabIndex={-1} className={styles.page}>
      <LoadingBar />
      {failure && <Failure />}
      {view && <Content view={view} />}
      {!view && !failure && <h1 className={styles.waiting}>Report</h1>}
    </main>
  );
}

function Content({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const report = useSession((session) => session.report);
  const column = useSession((session) => session.weight);
  const [isPaper, printPage] = usePaper();
  const sheet = useRef<HTMLElement>(null);
  const citation = useCitation(view);
  const weight = weightIndex(view, column);
  const title = report.title || `${titleOf(view)}: who everyone depends on`;
  const saveHtml = async () => {
    if (!sheet.current) return;
    const [{ standalonePage }, { saveFile }] = await Promise.all([
      import('./standalone-page.ts'),
      import('../../store/download.ts'),
    ]);
    saveFile(`${fileName(`report ${title}`)}.html`, standalonePage(sheet.current, title), 'text/html');
  };
  const copyCitation = async () => {
    try {
      await navigator.clipboard.writeText(citation);
      app.notify('info', 'Citation copied.');
    } catch {
      app.notify(
        'warning',
        'The browser did not let the citation be copied. It stands at the end of the report.',
      );
    }
  };
  const has = (part: (typeof FIRST_REPORT.parts)[number]) => report.parts.includes(part);
  return (
    <div className={styles.columns}>
      <aside className={styles.side} aria-label="What is in the report">
        <ReportChoices report={report} usualTitle={title} />
        <div className={styles.tools}>
          <Button look="primary" onClick={printPage}>
            Print or save as PDF
          </Button>
          <Button onClick={saveHtml}>Save as HTML</Button>
          <Button onClick={copyCitation}>Copy citation</Button>
        </div>
      </aside>
      <article ref={sheet} className={styles.sheet} data-paper="" data-printing={isPaper ? '' : undefined}>
        <header className={styles.head}>
          <p className={styles.small}>
            Linchpin report. Data: {titleOf(view)}
            {view.about.asOf !== '' && `, ${view.about.asOf}`}
          </p>
          <h1>{title}</h1>
          <Words text={report.introduction} />
        </header>
        {report.parts.length === 0 && <p>Nothing is in the report yet. Choose its parts beside it.</p>}
        {has('system') && <SystemPart view={view} weight={weight} />}
        {has('concentration') && <ConcentrationPart view={view} />}
        {has('stress') && <StressPart view={view} weight={weight} />}
        {has('risk') && <RiskPart view={view} weight={weight} />}
        {has('policy') && <PolicyPart view={view} weight={weight} />}
        {report.conclusion !== '' && (
          <section className={styles.part}>
            <h2>Conclusion</h2>
            <Words text={report.conclusion} />
          </section>
        )}
        <Ending view={view} citation={citation} />
      </article>
    </div>
  );
}

/** A person's own words, a paragraph for each line. */
function Words({ text }: { readonly text: string }) {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
      <p key={i} className={styles.words}>
        {line}
      </p>
    ));
}
