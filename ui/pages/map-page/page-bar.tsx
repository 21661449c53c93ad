/** Below the header: the title with the finding, how it is drawn, by what it is weighed, what to do. */
import { Button } from '../../parts/button.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useApp, useDataset, useImportance, useResults, useSession } from '../../parts/use-app.tsx';
import { focusSearch } from '../../parts/use-keys.ts';
import { mapFinding } from '../../store/map-finding.ts';
import { isRanked } from '../../store/measure-words.ts';
import { weightIndex } from '../../store/results.ts';
import type { Layout } from '../../store/session.ts';
import type { SystemView } from '../../store/types.ts';
import { FilterMenu } from './filter-menu.tsx';
import styles from './page-bar.module.css';
import { Pick, WeightChoice } from './weight-choice.tsx';

const LAYOUT_OPTIONS: readonly { readonly value: Layout; readonly label: string }[] = [
  { value: 'tower', label: 'Tower' },
  { value: 'force', label: 'Force' },
  { value: 'table', label: 'Table' },
];

/** The bar of the map page. */
export function PageBar() {
  const app = useApp();
  const view = useDataset((dataset) => dataset.view);
  const layout = useSession((session) => session.layout);
  const colour = useSession((session) => session.colour);
  const size = useSession((session) => session.size);
  const failedCount = useSession((session) => session.failed.length);
  return (
    <div className={styles.bar}>
      {view ? <Finding view={view} /> : <h1 className={styles.title}>Map</h1>}
      <span className={styles.space} />
      <div className={styles.tools}>
        {view && <FilterMenu view={view} />}
        <Segments<Layout> label="View" value={layout} options={LAYOUT_OPTIONS} onChange={app.setLayout} />
        {view && <WeightChoice view={view} />}
        {view && layout !== 'table' && (
          <>
            <MeasureChoice label="Colour" value={colour} none="Layer" onChange={app.setColour} />
            <MeasureChoice label="Size" value={size} none="Weight" onChange={app.setSize} />
          </>
        )}
        {failedCount > 0 ? (
          <Button small onClick={app.clearFailures}>
            Repair all
          </Button>
        ) : (
          <Button small onClick={focusSearch} disabled={!view}>
            Choose what fails
          </Button>
        )}
      </div>
    </div>
  );
}

function Finding({ view }: { readonly view: SystemView }) {
  const column = useSession((session) => session.weight);
  const cascade = useResults((results) => results.cascade);
  const { title, more } = mapFinding(view, cascade, weightIndex(view, column));
  return (
    <div className={styles.finding}>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.more}>{more}</p>
    </div>
  );
}

interface MeasureChoiceProps {
  readonly label: string;
  readonly value: string;
  /** What is shown while no measure is. */
  readonly none: string;
  readonly onChange: (measure: string) => void;
}

function MeasureChoice({ label, value, none, onChange }: MeasureChoiceProps) {
  const descriptions = useImportance((importance) => importance.descriptions);
  const measures = descriptions.filter(isRanked);
  const isKnown = value === '' || measures.some(({ id }) => id === value);
  return (
    <Pick
      label={label}
      value={value}
      title={measures.find(({ id }) => id === value)?.description ?? ''}
      onChange={onChange}
    >
      <option value="">{none}</option>
      {!isKnown && <option value={value}>{value}</option>}
      {measures.map((measure) => (
        <option key={measure.id} value={measure.id}>
          {measure.label}
        </option>
      ))}
    </Pick>
  );
}
