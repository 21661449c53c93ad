/** Which kinds and roles are shown. */
import { Popover } from '@mantine/core';
import { useMemo } from 'react';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Mark } from '../../parts/mark.tsx';
import { useApp, useSession } from '../../parts/use-app.tsx';
import {
  filtersOn,
  kindFacets,
  roleFacets,
  toggled,
  toggledAll,
  visibleEntities,
} from '../../store/filters.ts';
import { NO_FILTERS } from '../../store/session.ts';
import type { SystemView } from '../../store/types.ts';
import { countText, vocabularyText } from '../../store/words.ts';
import styles from './filter-menu.module.css';

/** The filter button with its chips. */
export function FilterMenu({ view }: { readonly view: SystemView }) {
  const filters = useSession((session) => session.filters);
  const count = filters.kinds.length + filters.roles.length;
  return (
    <Popover position="bottom-end" width={400} shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button small look={count > 0 ? 'primary' : 'outline'}>
          <Icon name="filter" size={14} />
          {count > 0 ? `Filter: ${count}` : 'Filter'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Filter" className={styles.dropdown ?? ''}>
        <FilterChips view={view} />
      </Popover.Dropdown>
    </Popover>
  );
}

function FilterChips({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const filters = useSession((session) => session.filters);
  const layers = useMemo(() => kindFacets(view), [view]);
  const roles = useMemo(() => roleFacets(view), [view]);
  const shown = useMemo(
    () => visibleEntities(view, filters).reduce((sum, isVisible) => sum + isVisible, 0),
    [view, filters],
  );
  return (
    <div className={styles.groups}>
      <div className={styles.head}>
        <h2>
          {countText(shown)} of {countText(view.entityCount)} entities shown
        </h2>
        <Button small look="plain" disabled={!filtersOn(filters)} onClick={() => app.setFilters(NO_FILTERS)}>
          Show all
        </Button>
      </div>
      {layers.map((layer) => {
        const kinds = layer.kinds.map((kind) => kind.value);
        return (
          <fieldset key={layer.name} className={styles.group}>
            <legend>
              <Chip
                isOn={kinds.every((kind) => filters.kinds.includes(kind))}
                onClick={() => app.setFilters({ ...filters, kinds: toggledAll(filters.kinds, kinds) })}
              >
                <Mark layer={layer.name} />
                <b>{vocabularyText(layer.name)}</b> {countText(layer.count)}
              </Chip>
            </legend>
            {layer.kinds.length > 1 &&
              layer.kinds.map((kind) => (
                <Chip
                  key={kind.value}
                  isOn={filters.kinds.includes(kind.value)}
                  onClick={() => app.setFilters({ ...filters, kinds: toggled(filters.kinds, kind.value) })}
                >
                  {vocabularyText(kind.value)} {countText(kind.count)}
                </Chip>
              ))}
          </fieldset>
        );
      })}
      {roles.length > 0 && (
        <fieldset className={styles.group}>
          <legend className={styles.legend}>Roles of dependencies</legend>
          {roles.map((role) => (
            <Chip
              key={role.value}
              isOn={filters.roles.includes(role.value)}
              onClick={() => app.setFilters({ ...filters, roles: toggled(filters.roles, role.value) })}
            >
              {vocabularyText(role.value)} {countText(role.count)}
            </Chip>
          ))}
        </fieldset>
      )}
    </div>
  );
}

interface ChipProps {
  readonly isOn: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function Chip({ isOn, onClick, children }: ChipProps) {
  return (
    <button type="button" className={styles.chip} aria-pressed={isOn} onClick={onClick}>
      {children}
    </button>
  );
}
