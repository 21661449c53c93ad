/** The third step: what the import would do, entities that may be one, what is assumed, and what is wrong. */
import { Button } from '../../parts/button.tsx';
import { useApp, useImporting } from '../../parts/use-app.tsx';
import { sameReasonText } from '../../store/import-words.ts';
import type { SamePair } from '../../store/types.ts';
import { counted, countText } from '../../store/words.ts';
import styles from './check-step.module.css';
import { FindingsPanel } from './findings-panel.tsx';
import page from './import-page.module.css';

export function CheckStep() {
  const result = useImporting((importing) => importing.trial?.result ?? null);
  const assumed = useImporting((importing) => importing.trial?.assumed) ?? [];
  const onto = useImporting((importing) => importing.onto);
  return (
    <div className={page.grid}>
      <div className={page.column}>
        {result && (
          <section className={page.panel} aria-labelledby="import-counts">
            <div className={page.head}>
              <h2 id="import-counts">What the import does</h2>
            </div>
            <dl className={styles.counts}>
              <Count label={onto === 'open' ? 'New entities' : 'Entities'} value={result.newEntityCount} />
              <Count
                label={onto === 'open' ? 'New dependencies' : 'Dependencies'}
                value={result.newDependencyCount}
              />
              <Count label="Entities afterwards" value={result.entityCount} />
              <Count label="Dependencies afterwards" value={result.dependencyCount} />
            </dl>
          </section>
        )}
        <SameEntities />
        {assumed.length > 0 && (
          <section className={page.panel} aria-labelledby="import-assumed">
            <div className={page.head}>
              <h2 id="import-assumed">What is assumed</h2>
              <span className={page.muted}>Goes into the dataset</span>
            </div>
            <ul className={styles.assumed}>
              {assumed.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <FindingsPanel />
    </div>
  );
}

function Count({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{countText(value)}</dd>
    </div>
  );
}

function SameEntities() {
  const app = useApp();
  const pairs = useImporting((importing) => importing.trial?.result?.same) ?? [];
  const pairCount = useImporting((importing) => importing.trial?.result?.sameCount ?? 0);
  const same = useImporting((importing) => importing.same);
  const apart = useImporting((importing) => importing.apart);
  const open = pairs.filter(({ join }) => !apart.has(join.id));
  const joined = Object.entries(same);
  const alike = open.filter(
    ({ reason, keep, join }) => (reason === 'name' || reason === 'lei') && keep.kind === join.kind,
  );
  if (open.length + joined.length === 0) return null;
  return (
    <section className={page.panel} aria-labelledby="import-same">
      <div className={page.head}>
        <h2 id="import-same">Perhaps the same entity</h2>
        <span className={page.muted}>
          {counted(pairCount, 'pair', 'pairs')}. Nothing is joined unless you say so
        </span>
        <span className={page.space} />
        {alike.length > 1 && (
          <Button small onClick={() => app.joinAll(alike)}>
            Join the {countText(alike.length)} of the same name and kind
          </Button>
        )}
      </div>
      <ul className={styles.pairs}>
        {joined.map(([join, keep]) => (
          <li key={join}>
            <p className={styles.joined}>
              <b>{join}</b> is read as <b>{keep}</b>
            </p>
            <Button small onClick={() => app.setSame(join, null)}>
              Keep apart
            </Button>
          </li>
        ))}
        {open.map((pair) => (
          <PairRow key={`${pair.join.id} ${pair.keep.id}`} pair={pair} />
        ))}
      </ul>
    </section>
  );
}

function PairRow({ pair: { keep, join, reason } }: { readonly pair: SamePair }) {
  const app = useApp();
  return (
    <li>
      <table className={styles.pair}>
        <caption>{sameReasonText(reason)}</caption>
        <thead>
          <tr>
            <th scope="col">Which</th>
            <th scope="col">Id</th>
            <th scope="col">Name</th>
            <th scope="col">Kind</th>
            <th scope="col">Country</th>
          </tr>
        </thead>
        <tbody>
          {[
            { which: 'Is there', entity: keep },
            { which: 'Comes', entity: join },
          ].map(({ which, entity }) => (
            <tr key={which}>
              <th scope="row">{which}</th>
              <td>{entity.id.slice(0, 60)}</td>
              <td>{entity.name.slice(0, 60)}</td>
              <td>{entity.kind}</td>
              <td>{entity.country}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <span className={styles.choices}>
        <Button
          small
          onClick={() => app.setSame(join.id, keep.id)}
          aria-label={`They are one: ${join.id} and ${keep.id}`}
        >
          They are one
        </Button>
        <Button
          small
          onClick={() => app.setSame(join.id, null)}
          aria-label={`Two entities: ${join.id} and ${keep.id}`}
        >
          Two entities
        </Button>
      </span>
    </li>
  );
}
