/** Whose use counts: sectors and countries. */
import { Popover } from '@mantine/core';
import { useMemo } from 'react';
import { Button } from '../../parts/button.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useApp, useSession } from '../../parts/use-app.tsx';
import { toggled } from '../../store/filters.ts';
import type { SystemView } from '../../store/types.ts';
import { userFacets } from '../../store/users.ts';
import { countryText, countText, vocabularyText } from '../../store/words.ts';
import styles from './user-filter.module.css';

interface UserFilterProps {
  readonly view: SystemView;
  readonly weight: Float64Array;
}

/** The filter button with its chips. */
export function UserFilter({ view, weight }: UserFilterProps) {
  const { sectors, countries } = useSession((session) => session.concentration);
  const count = sectors.length + countries.length;
  return (
    <Popover position="bottom-end" width={400} shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button look={count > 0 ? 'primary' : 'outline'}>
          <Icon name="filter" size={14} />
          {count > 0 ? `Users: ${count}` : 'All users'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown ?? ''}>
        <Chips view={view} weight={weight} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Chips({ view, weight }: UserFilterProps) {
  const app = useApp();
  const choice = useSession((session) => session.concentration);
  const groups = useMemo(
    () =>
      [
        {
          field: 'sectors',
          title: 'Sectors',
          facets: userFacets(view, 'sector', weight),
          text: vocabularyText,
        },
        {
          field: 'countries',
          title: 'Countries',
          facets: userFacets(view, 'country', weight),
          text: countryText,
        },
      ] as const,
    [view, weight],
  );
  const isClear = choice.sectors.length + choice.countries.length === 0;
  return (
    <div className={styles.groups}>
      <div className={styles.head}>
        <h2>Whose use counts</h2>
        <Button
          small
          look="plain"
          disabled={isClear}
          onClick={() => app.setConcentration({ sectors: [], countries: [] })}
        >
          All users
        </Button>
      </div>
      {groups.map(({ field, title, facets, text }) => (
        <fieldset key={field} className={styles.group}>
          <legend>{title}</legend>
          {facets.length === 0 && <p>No entity with a weight has one.</p>}
          {facets.map(({ value, count }) => (
            <Chip
              key={value}
              isOn={choice[field].includes(value)}
              onClick={() => app.setConcentration({ [field]: toggled(choice[field], value) })}
            >
              {text(value)} {countText(count)}
            </Chip>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
