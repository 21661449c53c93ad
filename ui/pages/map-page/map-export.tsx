/** What the map shows as files: the picture, what falls, and the entity that is looked at. */
import { Menu } from '@mantine/core';
import type { Scene } from '../../map/scene.ts';
import { IconButton } from '../../parts/button.tsx';
import { useApp, useDataset, useResults } from '../../parts/use-app.tsx';
import { toCsv } from '../../store/csv.ts';
import { fileName } from '../../store/file-name.ts';
import { mapFinding } from '../../store/map-finding.ts';
import { weightIndex } from '../../store/results.ts';

/** The button with its menu; `scene` is what is drawn. */
export function MapExport({ scene }: { readonly scene: Scene }) {
  const app = useApp();
  const view = useDataset((dataset) => dataset.view);
  const cascade = useResults((results) => results.cascade);
  const inspection = useResults((results) => results.inspection);
  if (!view) return null;
  const { weight: column, colour } = app.session.getState();
  const weight = weightIndex(view, column);
  const { title, more } = mapFinding(view, cascade, weight);
  const savePictureAs = async (kind: 'svg' | 'png') => {
    const [{ pictureFile }, { savePicture }] = await Promise.all([
      import('./picture-file.tsx'),
      import('../../charts/save-picture.ts'),
    ]);
    const measure = app.importance.getState().descriptions.find(({ id }) => id === colour);
    const svg = pictureFile(scene, {
      title,
      subtitle: more,
      notes: [
        ...(measure ? [`Colour: ${measure.label}; darker is more.`] : []),
        ...(cascade?.assumptions ?? []),
        ...(view.about.title
          ? [`Data: ${view.about.title}${view.about.asOf ? `, ${view.about.asOf}` : ''}.`]
          : []),
      ],
    });
    await savePicture({ name: fileName(`map ${title}`), svg, kind }, (text) => app.notify('error', text));
  };
  const saveText = async (what: 'fallen-csv' | 'fallen-json' | 'entity') => {
    const [files, { saveFile }] = await Promise.all([
      import('../../store/cascade-file.ts'),
      import('../../store/download.ts'),
    ]);
    if (what === 'entity' && inspection)
      return saveFile(
        `${fileName(view.name[inspection.entity] ?? 'entity')}.json`,
        files.entityJson(view, inspection),
        'application/json',
      );
    if (!cascade) return;
    const stem = fileName(`fallen ${title}`);
    if (what === 'fallen-csv')
      return saveFile(`${stem}.csv`, toCsv(files.cascadeRows(view, cascade)), 'text/csv');
    saveFile(`${stem}.json`, files.cascadeJson(view, cascade, weight), 'application/json');
  };
  return (
    <Menu position="left-start" shadow="md" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <IconButton icon="download" label="Export what the map shows" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => savePictureAs('svg')}>Map as SVG</Menu.Item>
        <Menu.Item onClick={() => savePictureAs('png')}>Map as PNG</Menu.Item>
        <Menu.Item disabled={!cascade} onClick={() => saveText('fallen-csv')}>
          What falls as CSV
        </Menu.Item>
        <Menu.Item disabled={!cascade} onClick={() => saveText('fallen-json')}>
          What falls as JSON
        </Menu.Item>
        <Menu.Item disabled={!inspection} onClick={() => saveText('entity')}>
          {inspection ? `${view.name[inspection.entity]} as JSON` : 'The selected entity as JSON'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
