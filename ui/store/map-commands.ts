/** What a person can do on the map page; every change carries its name. */
import type { DatasetStore } from './dataset.ts';
import type { ImportanceStore } from './importance.ts';
import { change, type Filters, type Layout, type SessionStore } from './session.ts';

interface Stores {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly importance: ImportanceStore;
}

/** The commands of the map page. */
export function createMapCommands({ session, dataset, importance }: Stores) {
  function nameOf(id: string): string {
    const { indexOf, view } = dataset.getState();
    return view?.name[indexOf.get(id) ?? -1] ?? id;
  }

  function measureName(id: string): string {
    const about = importance.getState().descriptions.find((description) => description.id === id);
    return about?.label ?? id;
  }

  return {
    /** Makes an entity fail, or repairs it. */
    toggleFailure(id: string): void {
      const { failed } = session.getState();
      if (failed.includes(id))
        change(session, `repair ${nameOf(id)}`, { failed: failed.filter((other) => other !== id) });
      else change(session, `fail ${nameOf(id)}`, { failed: [...failed, id] });
    },

    /** Repairs everything. */
    clearFailures(): void {
      change(session, 'repair all', { failed: [] });
    },

    /** Draws the system another way. */
    setLayout(layout: Layout): void {
      change(session, `show as ${layout}`, { layout });
    },

    /** Counts losses by another weight. */
    setWeight(column: string): void {
      const label =
        dataset.getState().view?.weights.find((weight) => weight.column === column)?.label ?? column;
      change(session, `weigh by ${label.toLowerCase()}`, { weight: column });
    },

    /** Colours the map by a measure, or by layer. */
    setColour(measure: string): void {
      change(session, `colour by ${measure === '' ? 'layer' : measureName(measure)}`, { colour: measure });
    },

    /** Sizes the map by a measure, or by the weight. */
    setSize(measure: string): void {
      change(session, `size by ${measure === '' ? 'weight' : measureName(measure)}`, { size: measure });
    },

    /** Shows only entities that pass. */
    setFilters(filters: Filters): void {
      const isClear = filters.kinds.length === 0 && filters.roles.length === 0;
      change(session, isClear ? 'show all kinds' : 'change what is shown', { filters });
    },
  };
}
