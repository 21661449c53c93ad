/** A field in a form that finds one entity and hands it over. */
import { useState } from 'react';
import type { SystemView } from '../store/types.ts';
import { EntityCombobox } from './entity-combobox.tsx';

interface EntityFieldProps {
  readonly view: SystemView;
  readonly label: string;
  /** What Enter does, in words: "makes it fail". */
  readonly deed: string;
  readonly onChoose: (id: string) => void;
}

/** The field; it is empty again once something was chosen. */
export function EntityField({ view, label, deed, onChoose }: EntityFieldProps) {
  const [query, setQuery] = useState('');
  return (
    <EntityCombobox
      view={view}
      label={label}
      query={query}
      onQuery={setQuery}
      onChoose={onChoose}
      hint={`Enter ${deed}`}
    />
  );
}
