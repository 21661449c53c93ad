/** What holds for a whole table: what a row is, kinds and losses that no column says, weights, roles of columns. */

import { Choice } from '../../parts/choice.tsx';
import { CommitField } from '../../parts/commit-field.tsx';
import { useApp, useImporting } from '../../parts/use-app.tsx';
import type { ColumnPlan, TablePlan } from '../../store/types.ts';
import page from './import-page.module.css';
import styles from './table-settings.module.css';

const SHAPES = [
  { value: 'dependencies', label: 'a dependency' },
  { value: 'wide', label: 'a dependent, a column per role' },
  { value: 'entities', label: 'an entity' },
] as const;
const LOSSES = ['1', '0.7', '0.5', '0.3', '0.1', '0'];
const SEPARATORS = [
  { value: '', label: 'nowhere' },
  { value: ';', label: ';' },
  { value: '|', label: '|' },
  { value: '/', label: '/' },
  { value: ',', label: ',' },
];

const asText = (text: string): string => text.trim();
const asFilled = (text: string): string | null => text.trim() || null;

export function TableSettings({ plan }: { readonly plan: TablePlan }) {
  const app = useApp();
  const kinds = useImporting((importing) => importing.preview?.kinds) ?? [];
  const whole = useImporting((importing) => importing.plan);
  const onto = useImporting((importing) => importing.onto);
  if (!whole) return null;
  const set = (patch: Partial<TablePlan>) => app.setTable(plan.file, patch);
  const kindOptions = kinds.map((kind) => ({ value: kind, label: kind }));
  const has = (id: string) => plan.columns.some(({ becomes }) => becomes === id);
  const isEntities = plan.shape === 'entities';
  const roles = plan.columns.filter(({ becomes }) => becomes === 'supplier-for' || becomes === 'supplier');
  return (
    <section className={page.panel} aria-labelledby="import-settings">
      <div className={page.head}>
        <h2 id="import-settings">What holds for all rows</h2>
        <span className={page.muted}>Listed as assumptions of the dataset</span>
      </div>
      <div className={styles.fields}>
        <Choice label="A row is" value={plan.shape} options={SHAPES} onChange={(shape) => set({ shape })} />
        {!has('kind') && plan.kind !== '' && (
          <Choice
            label={isEntities ? 'Kind' : 'Kind of dependents'}
            value={plan.kind}
            options={kindOptions}
            onChange={(kind) => set({ kind })}
          />
        )}
        {plan.shape === 'dependencies' && !has('supplier-kind') && plan.supplierKind !== '' && (
          <Choice
            label="Kind of suppliers"
            value={plan.supplierKind}
            options={kindOptions}
            onChange={(supplierKind) => set({ supplierKind })}
          />
        )}
        {!isEntities && !has('loss') && (
          <Choice
            label="Loss without a supplier"
            value={plan.loss || '1'}
            options={LOSSES.map((value) => ({ value, label: value }))}
            onChange={(loss) => set({ loss })}
          />
        )}
        {!isEntities && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={plan.scoped}
              onChange={(event) => set({ scoped: event.currentTarget.checked })}
            />
            A supplier is one entity for each role, run by the operator of its name
          </label>
        )}
        {!isEntities && !has('weight') && onto === 'nothing' && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={plan.countsOnce}
              onChange={(event) => set({ countsOnce: event.currentTarget.checked })}
            />
            Every dependent counts once
          </label>
        )}
        {plan.shape === 'wide' && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={plan.alternatives}
              onChange={(event) => set({ alternatives: event.currentTarget.checked })}
            />
            Several suppliers in one cell are alternatives, of which one is enough
          </label>
        )}
      </div>
      <div className={styles.fields}>
        {onto === 'nothing' && (
          <CommitField
            label="Title of the dataset"
            value={whole.title}
            read={asFilled}
            error="Write a title."
            onCommit={(title) => app.setImport({ title })}
          />
        )}
        {has('weight') && (
          <>
            <CommitField
              label="Name of the weight"
              value={whole.weightLabel}
              read={asFilled}
              error="Write a name."
              onCommit={(weightLabel) => app.setImport({ weightLabel })}
            />
            <CommitField
              label="Unit of the weight"
              value={whole.weightUnit}
              read={asText}
              error=""
              onCommit={(weightUnit) => app.setImport({ weightUnit })}
            />
          </>
        )}
      </div>
      {roles.map((column) => (
        <SupplierColumn key={column.column} table={plan.file} column={column} kinds={kindOptions} />
      ))}
    </section>
  );
}

interface SupplierColumnProps {
  readonly table: string;
  readonly column: ColumnPlan;
  readonly kinds: readonly { readonly value: string; readonly label: string }[];
}

/** The role of a column that names suppliers, and where its cells are cut. */
function SupplierColumn({ table, column, kinds }: SupplierColumnProps) {
  const app = useApp();
  const set = (patch: Partial<ColumnPlan>) => app.setColumn(table, column.column, patch);
  const isWide = column.becomes === 'supplier-for';
  return (
    <fieldset className={styles.fields}>
      <legend>Suppliers in "{column.column}"</legend>
      {isWide && (
        <CommitField
          label="Role"
          value={column.role}
          read={asFilled}
          error="Write what the supplier is needed for."
          onCommit={(role) => set({ role })}
        />
      )}
      {isWide && (
        <Choice
          label="Kind"
          value={column.kind || 'cloud-service'}
          options={kinds}
          onChange={(kind) => set({ kind })}
        />
      )}
      <Choice
        label="Cut cells at"
        value={column.splitAt}
        options={SEPARATORS}
        onChange={(splitAt) => set({ splitAt })}
      />
    </fieldset>
  );
}
