/** The film as files. */
import { Menu } from '@mantine/core';
import type { RefObject } from 'react';
import { standalonePicture } from '../../charts/standalone-picture.ts';
import { HowButton } from '../../parts/button.tsx';
import { useApp } from '../../parts/use-app.tsx';
import { fileName } from '../../store/file-name.ts';
import type { Film } from '../../store/film.ts';
import { timelineCsv, timelineJson } from '../../store/stress-file.ts';
import { findingOf } from '../../store/stress-words.ts';
import type { Incident, SystemView } from '../../store/types.ts';
import { MomentExport } from './moment-export.tsx';
import { momentWords } from './scrubber.tsx';

interface FilmExportProps {
  readonly view: SystemView;
  readonly film: Film;
  readonly incident: Incident | undefined;
  /** Index of the weight. */
  readonly weight: number;
  /** The dock, in which the chart stands. */
  readonly ground: RefObject<HTMLElement | null>;
  /** Whether the chart is there to be saved. */
  readonly hasChart: boolean;
}

/** The menu. */
export function FilmExport(props: FilmExportProps) {
  const { view, film, incident, weight, ground, hasChart } = props;
  const { clock } = useApp();
  const { result } = film;
  const start = incident?.start ?? null;
  const { title, more } = findingOf({ view, film, incident, weight });
  const stem = fileName(title);

  const saveCsv = async () => {
    const { saveFile, joined } = await import('../../store/download.ts');
    const csv = await joined(timelineCsv({ view, result, start }));
    saveFile(`${stem}-timeline.csv`, csv, 'text/csv');
  };
  const saveJson = async () => {
    const { saveFile, joined } = await import('../../store/download.ts');
    const json = await joined(timelineJson({ view, result, weight }));
    saveFile(`${stem}-timeline.json`, json, 'application/json');
  };
  const saveChart = async () => {
    const picture = ground.current?.querySelector('[data-picture]');
    if (!ground.current || !picture) return;
    const { saveFile } = await import('../../store/download.ts');
    const label = view.weights[weight]?.label.toLowerCase() ?? 'weight';
    const moment = momentWords(film, clock.store.getState().hour, start);
    const subtitle = `Share of ${label} by state over time. The line stands at ${moment}`;
    const notes = [`${more}.`, ...result.assumptions];
    saveFile(
      `${stem}-chart.svg`,
      standalonePicture(picture, { title, subtitle, notes }, ground.current),
      'image/svg+xml',
    );
  };
  return (
    <Menu position="top-start" shadow="md" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <HowButton>Export</HowButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={saveCsv}>Timeline as CSV</Menu.Item>
        <Menu.Item onClick={saveJson}>Timeline as JSON</Menu.Item>
        <Menu.Item onClick={saveChart} disabled={!hasChart}>
          Chart as SVG
        </Menu.Item>
        <MomentExport title={title} />
      </Menu.Dropdown>
    </Menu>
  );
}
