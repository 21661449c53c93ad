/** Four numbers that say how concentrated a role is, each with its scale and its formula. */
import type { ReactNode } from 'react';
import { BandScale } from '../../charts/band-scale.tsx';
import { PartBar } from '../../charts/part-bar.tsx';
import { SupplierCount } from '../../charts/supplier-count.tsx';
import { How } from '../../parts/how.tsx';
import { OutsideLink } from '../../parts/outside-link.tsx';
import { useApp, useSession } from '../../parts/use-app.tsx';
import { weightWord } from '../../store/finding.ts';
import { mostAmplified, type SupplierRow, WORTH_NAMING } from '../../store/supplier-rows.ts';
import type { Indices } from '../../store/types.ts';
import {
  amountText,
  countText,
  fineShareText,
  listText,
  roleText,
  shareText,
  sourceParts,
  timesText,
} from '../../store/words.ts';
import styles from './index-cards.module.css';
import type { Shown } from './shown.ts';

interface IndexCardsProps extends Shown {
  readonly indices: Indices;
}

const HIGHEST_HHI = 10_000;

/** The row of cards. */
export function IndexCards(props: IndexCardsProps) {
  return (
    <div className={styles.cards}>
      <Hhi {...props} />
      <Effective {...props} />
      <Largest {...props} />
      <Amplified {...props} />
    </div>
  );
}

interface CardProps {
  readonly title: string;
  readonly value: string;
  readonly unit: string;
  readonly picture: ReactNode;
  readonly note: ReactNode;
  readonly how: ReactNode;
}

function Card({ title, value, unit, picture, note, how }: CardProps) {
  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <How label="How" title={title}>
          {how}
        </How>
      </div>
      <p className={styles.value}>
        <b>{value}</b> {unit}
      </p>
      <div className={styles.picture}>{picture}</div>
      <div className={styles.note}>{note}</div>
    </section>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Of whom the shares are: "12,300 million people that use DNS, 120 users". */
function marketText({ view, result }: Shown): string {
  const { roleWeight, roleUserCount, unit } = result.population;
  const amount = unit === '' || unit === '1' ? amountText(roleWeight) : `${amountText(roleWeight)} ${unit}`;
  return `${amount} (${weightWord(view, result)}) of ${countText(roleUserCount)} users of ${roleText(result.role)}`;
}

function Hhi(props: IndexCardsProps) {
  const app = useApp();
  const { result, indices } = props;
  const chosen = useSession((session) => session.concentration.scale);
  const scale = result.scales.find(({ id }) => id === chosen) ?? result.scales[0];
  if (!scale) return null;
  const { words, address } = sourceParts(scale.source);
  return (
    <Card
      title="Concentration index (HHI)"
      value={countText(indices.hhi)}
      unit={`of 10,000: ${scale.band}`}
      picture={<BandScale bands={scale.bands} highest={HIGHEST_HHI} value={indices.hhi} />}
      note={
        <label className={styles.scale}>
          <span className={styles.hidden}>Scale</span>
          <select
            value={scale.id}
            onChange={(event) => app.setConcentration({ scale: event.currentTarget.value })}
          >
            {result.scales.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      }
      how={
        <>
          <code>10,000 × sum of share²</code>
          <p>Over the shares of the suppliers in {marketText(props)}. One supplier for all gives 10,000.</p>
          <p>The bands of the scale:</p>
          <ul>
            {scale.bands.map(({ from, label }, b) => (
              <li key={label}>
                {b === 0 ? 'up to' : 'above'}{' '}
                {countText(b === 0 ? (scale.bands[1]?.from ?? HIGHEST_HHI) : from)}: {label}
              </li>
            ))}
          </ul>
          <p>
            They were made for mergers and markets, not for resilience: a yardstick to compare by.{' '}
            {address ? <OutsideLink address={address}>{words}</OutsideLink> : words}
          </p>
        </>
      }
    />
  );
}

function Effective(props: IndexCardsProps) {
  const { effectiveNumber } = props.indices;
  const supplied = props.rows.filter(({ share }) => share > 0).length;
  return (
    <Card
      title="Effective suppliers"
      value={effectiveNumber < 100 ? effectiveNumber.toFixed(1) : countText(effectiveNumber)}
      unit="of equal size"
      picture={<SupplierCount count={effectiveNumber} hue={props.hue} />}
      note={`1 / sum of squared shares; ${countText(supplied)} suppliers have users`}
      how={
        <>
          <code>1 ÷ sum of share²</code>
          <p>
            So many suppliers of equal size would be as concentrated as the {countText(supplied)} that there
            are. Over the shares in {marketText(props)}.
          </p>
        </>
      }
    />
  );
}

function Largest(props: IndexCardsProps) {
  const { view, rows, indices, result } = props;
  const largest = [...rows]
    .sort((a, b) => b.share - a.share)
    .slice(0, 3)
    .filter(({ share }) => share > 0);
  const names = largest.map(({ entity }) => view.name[entity] ?? '');
  const { roleWeight, totalWeight } = result.population;
  return (
    <Card
      title={largest.length === 3 ? 'Three largest suppliers' : 'Largest suppliers'}
      value={fineShareText(indices.cr3)}
      unit={`of the use of ${roleText(result.role)}`}
      picture={
        <PartBar
          parts={largest.map(({ share }, i) => ({ name: names[i] ?? '', size: share, look: 'solid' }))}
        />
      }
      note={`${shareText(totalWeight > 0 ? roleWeight / totalWeight : 0)} of ${weightWord(view, result)} uses ${roleText(result.role)} directly`}
      how={
        <>
          <code>CR3 = sum of the three largest shares</code>
          <p>
            {listText(names)}, of {marketText(props)}. A user of several suppliers is split among them.
          </p>
        </>
      }
    />
  );
}

function Amplified(props: IndexCardsProps) {
  const { view, rows, result } = props;
  const [most, next] = mostAmplified(rows);
  const weight = weightWord(view, result);
  const times = (row: SupplierRow) => (row.direct > 0 ? timesText(row.amplification) : 'only hidden');
  const isNotable = most !== undefined && most.total >= WORTH_NAMING;
  const of = isNotable ? `Of those for ${shareText(WORTH_NAMING)} of ${weight} or more. ` : '';
  return (
    <Card
      title="Most amplified"
      value={most ? capitalized(times(most)) : 'None'}
      unit={most ? (view.name[most.entity] ?? '') : 'hidden dependence adds nothing'}
      picture={
        <PartBar
          highest={Math.max(0.01, 1.25 * (most?.total ?? 0))}
          parts={
            most
              ? [
                  { name: `${fineShareText(most.direct)} direct`, size: most.direct, look: 'solid' },
                  {
                    name: `${fineShareText(most.total)} with hidden`,
                    size: most.total - most.direct,
                    look: 'hatched',
                  },
                ]
              : []
          }
        />
      }
      note={most ? `${of}${next ? `Next: ${view.name[next.entity]}, ${times(next)}` : ''}` : ''}
      how={
        <>
          <code>with hidden dependence ÷ direct</code>
          <p>
            Among the suppliers that {shareText(WORTH_NAMING)} of {weight} or more depends on with hidden
            dependence, where there are any. “Only hidden” is one without any direct share. Sets of users are
            united: nobody counts twice.
          </p>
          <p>
            Kashaf, Sekar, Agarwal: Analyzing third party service dependencies in modern web services, IMC
            2020.
          </p>
        </>
      }
    />
  );
}
