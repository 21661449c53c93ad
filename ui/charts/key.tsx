/** What the fillings and lines of a chart mean. */
import { useId } from 'react';
import { Hatch } from './hatch.tsx';
import styles from './key.module.css';
import marks from './marks.module.css';

export interface KeyItem {
  readonly look: 'solid' | 'hatched' | 'line' | 'dashed';
  readonly words: string;
}

/** The key of a chart. */
export function Key({ items }: { readonly items: readonly KeyItem[] }) {
  return (
    <ul className={styles.key} data-key="">
      {items.map((item) => (
        <li key={item.words}>
          <Sample look={item.look} />
          {item.words}
        </li>
      ))}
    </ul>
  );
}

function Sample({ look }: Pick<KeyItem, 'look'>) {
  const hatch = useId();
  if (look === 'line' || look === 'dashed') {
    return (
      <svg width="20" height="8" aria-hidden="true">
        <path d="M0 4H20" className={look === 'line' ? marks.line : marks.dashed} />
      </svg>
    );
  }
  return (
    <svg width="14" height="12" aria-hidden="true">
      {look === 'hatched' && <Hatch id={hatch} />}
      {look === 'hatched' ? (
        <rect x="0.5" y="0.5" width="13" height="11" className={marks.outline} fill={`url(#${hatch})`} />
      ) : (
        <rect width="14" height="12" className={marks.solid} />
      )}
    </svg>
  );
}
