/** Who falls when and because of what, who recovers, and who is spared, up to the clock. */
import { useState } from 'react';
import { type MarkState, stateInFrame } from '../../parts/marks.ts';
import { Segments } from '../../parts/segments.tsx';
import { useSession, useStress } from '../../parts/use-app.tsx';
import type { Film } from '../../store/film.ts';
import { incidentOf, type ShownFrame } from '../../store/stress.ts';
import { momentText } from '../../store/time-words.ts';
import type { SystemView } from '../../store/types.ts';
import { fallenBy, fallRows, recoveringAt, sparedIn } from '../../store/unfolding.ts';
import { countText } from '../../store/words.ts';
import { EntityRows, type RowShown } from './entity-rows.tsx';

type Group = 'affected' | 'recovering' | 'unaffected';

interface Course {
  readonly count: number;
  /** What the columns after the mark and the name hold. */
  readonly columns: readonly [string, string];
  readonly rowAt: (i: number) => RowShown;
  /** The row to keep in sight, or -1. */
  readonly newest: number;
}

/** The lists, one at a time. */
export function Course({ view }: { readonly view: SystemView }) {
  const film = useStress((stress) => stress.film.value);
  const shown = useStress((stress) => stress.shown);
  const incidents = useStress((stress) => stress.incidents);
  const choice = useSession((session) => session.stress);
  const [group, setGroup] = useState<Group>('affected');
  if (!film || !shown) return null;
  const start = incidentOf(choice, incidents)?.start ?? null;
  const at = { view, film, shown, start };
  const courses: Readonly<Record<Group, Course>> = {
    affected: affectedOf(at),
    recovering: recoveringOf(at),
    unaffected: unaffectedOf(at),
  };
  const { count, columns, rowAt, newest } = courses[group];
  const labelOf = (title: string, of: Group) => `${title} ${countText(courses[of].count)}`;
  return (
    <EntityRows
      key={group}
      view={view}
      label={`Entities ${group} at the clock`}
      timeTitle={start === null ? 'Time, h' : 'UTC'}
      columns={columns}
      count={count}
      rowAt={rowAt}
      newest={newest}
      empty={EMPTY[group]}
    >
      <Segments<Group>
        label="Which entities"
        value={group}
        onChange={setGroup}
        options={[
          { value: 'affected', label: labelOf('Affected', 'affected') },
          { value: 'recovering', label: labelOf('Recovering', 'recovering') },
          { value: 'unaffected', label: labelOf('Unaffected', 'unaffected') },
        ]}
      />
    </EntityRows>
  );
}

const EMPTY: Readonly<Record<Group, string>> = {
  affected: 'Nobody has fallen yet.',
  recovering: 'Nobody is recovering at this moment.',
  unaffected: 'Nobody is left unaffected.',
};

interface At {
  readonly view: SystemView;
  readonly film: Film;
  readonly shown: ShownFrame;
  readonly start: string | null;
}

function affectedOf({ view, film, shown: { instant, frame }, start }: At): Course {
  const { time, entity, via, level } = film.result;
  const falls = fallRows(film);
  const count = fallenBy(film, falls, instant);
  const now = instant < 0 ? Number.NaN : film.instants[instant]!;
  return {
    count,
    columns: ['Entity', 'Because of'],
    newest: count - 1,
    rowAt: (i) => {
      const row = falls[i]!;
      const v = entity[row]!;
      const state: MarkState = stateInFrame(frame, v);
      const last = frame.row[v]!;
      const back = last >= 0 && level[last] === 1 ? `back ${momentText(time[last]!, start)}` : '';
      const supplier = via[row]!;
      return {
        entity: v,
        state,
        time: momentText(time[row]!, start),
        note: supplier < 0 ? 'made to fail' : (view.name[supplier] ?? ''),
        fate: back,
        isNow: time[row] === now,
      };
    },
  };
}

function recoveringOf({ film, shown: { instant, frame }, start }: At): Course {
  const spans = recoveringAt(film, instant);
  const { recoveringEntity, recoveringFrom, recoveringUntil } = film.result;
  return {
    count: spans.length,
    columns: ['Entity', 'Back at'],
    newest: -1,
    rowAt: (i) => {
      const span = spans[i]!;
      const v = recoveringEntity[span]!;
      return {
        entity: v,
        state: stateInFrame(frame, v),
        time: momentText(recoveringFrom[span]!, start),
        note: momentText(recoveringUntil[span]!, start),
        fate: '',
        isNow: false,
      };
    },
  };
}

/** Those that fall later come first, by when they do. */
function unaffectedOf({ view, film, shown: { instant }, start }: At): Course {
  const { time, entity } = film.result;
  const falls = fallRows(film);
  const fallen = fallenBy(film, falls, instant);
  const later = falls.length - fallen;
  return {
    count: view.entityCount - fallen,
    columns: ['Entity', 'Falls later'],
    newest: -1,
    rowAt: (i) => {
      const row = i < later ? falls[fallen + i]! : -1;
      return {
        entity: row < 0 ? sparedIn(film, view)[i - later]! : entity[row]!,
        state: 'up',
        time: row < 0 ? '–' : momentText(time[row]!, start),
        note: row < 0 ? 'no' : 'yes',
        fate: '',
        isNow: false,
      };
    },
  };
}
