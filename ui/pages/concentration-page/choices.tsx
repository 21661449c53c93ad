/** What the page shows: the role, what counts, by what weight, and whose use. */
import { Menu } from '@mantine/core';
import { textWidth } from '../../charts/fit-text.ts';
import { useWidth } from '../../charts/use-width.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useApp, useSession } from '../../parts/use-app.tsx';
import { weightIndex } from '../../store/results.ts';
import { roleChoices } from '../../store/roles.ts';
import type { ConcentrationChoice } from '../../store/session.ts';
import type { SystemView } from '../../store/types.ts';
import { countText, vocabularyText } from '../../store/words.ts';
import styles from './choices.module.css';
import { UserFilter } from './user-filter.tsx';

/** The row of choices. */
export function Choices({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const choice = useSession((session) => session.concentration);
  const index = weightIndex(
    view,
    useSession((session) => session.weight),
  );
  const weight = view.weights[index];
  const word = weight?.label.toLowerCase() ?? 'weight';
  return (
    <div className={styles.choices}>
      <RoleTabs view={view} role={choice.role} />
      <div className={styles.fields}>
        <Choice<ConcentrationChoice['count']>
          label="Count"
          value={choice.count}
          options={[
            { value: 'impact', label: `${word} that cannot do without it` },
            { value: 'use', label: `${word} that uses it at all` },
          ]}
          onChange={(count) => app.setConcentration({ count })}
        />
        <Choice<ConcentrationChoice['suppliers']>
          label="Suppliers"
          value={choice.suppliers}
          options={[
            { value: 'each', label: 'each' },
            { value: 'by-operator', label: 'by operator' },
          ]}
          onChange={(suppliers) => app.setConcentration({ suppliers })}
        />
        <Choice
          label="Weight"
          value={weight?.column ?? ''}
          options={view.weights.map(({ column, label }) => ({ value: column, label }))}
          onChange={app.setWeight}
          {...(weight ? { title: weight.description } : {})}
        />
        <UserFilter view={view} weight={weight?.values ?? new Float64Array(view.entityCount)} />
      </div>
    </div>
  );
}

/** Pixels of a tab beside its words, and of the button that holds the roles for which there is no room. */
const TAB_PADDING = 24;
const MORE_ROOM = 112;
const LARGER_TYPE = 13 / 12;

/** As many roles as fit, the most used first; the others in a menu, of which the chosen one comes out. */
function RoleTabs({ view, role }: { readonly view: SystemView; readonly role: string }) {
  const app = useApp();
  const [place, width] = useWidth<HTMLDivElement>();
  const roles = roleChoices(view);
  const current = role || (roles[0]?.role ?? '');
  const widthOf = (name: string) => textWidth(vocabularyText(name), 600) * LARGER_TYPE + TAB_PADDING;
  const needed = roles.reduce((sum, { role: name }) => sum + widthOf(name), 0);
  let room = needed <= width ? width : width - MORE_ROOM - widthOf(current);
  const shown = roles.filter(({ role: name }) => {
    if (name === current) return true;
    // once one has no room, none after it gets any: the order is the message
    room = widthOf(name) <= room ? room - widthOf(name) : 0;
    return room > 0;
  });
  const hidden = roles.filter((choice) => !shown.includes(choice));
  return (
    <div ref={place} className={styles.roles}>
      {width > 0 && (
        <Segments
          tall
          label="Role"
          value={current}
          options={shown.map(({ role: value }) => ({ value, label: vocabularyText(value) }))}
          onChange={(value) => app.setConcentration({ role: value })}
        />
      )}
      {hidden.length > 0 && width > 0 && (
        <Menu
          position="bottom-start"
          width={260}
          shadow="md"
          withinPortal
          withInitialFocusPlaceholder={false}
        >
          <Menu.Target>
            <Button className={styles.more}>
              {hidden.length} more
              <Icon name="down" size={14} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown className={styles.list ?? ''}>
            <Menu.Label>Role, and how many dependencies of users have it</Menu.Label>
            {hidden.map(({ role: value, useCount }) => (
              <Menu.Item
                key={value}
                rightSection={<span className={styles.count}>{countText(useCount)}</span>}
                onClick={() => app.setConcentration({ role: value })}
              >
                {vocabularyText(value)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
