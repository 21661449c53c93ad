/** More ways out of the film: the moment as a picture, and the whole on paper. */
import { Menu } from '@mantine/core';
import { useApp } from '../../parts/use-app.tsx';
import { fileName } from '../../store/file-name.ts';

interface MomentExportProps {
  /** What the files are called by. */
  readonly title: string;
}

/** Items of the export menu. */
export function MomentExport({ title }: MomentExportProps) {
  const app = useApp();
  const save = async (kind: 'svg' | 'png') => {
    const [{ momentSvg }, { savePicture }] = await Promise.all([
      import('./moment-picture.tsx'),
      import('../../charts/save-picture.ts'),
    ]);
    const svg = momentSvg(app);
    if (svg === null) return;
    await savePicture({ name: `${fileName(title)}-map`, svg, kind }, (text) => app.notify('error', text));
  };
  return (
    <>
      <Menu.Item onClick={() => save('svg')}>Map at this moment as SVG</Menu.Item>
      <Menu.Item onClick={() => save('png')}>Map at this moment as PNG</Menu.Item>
      <Menu.Item onClick={() => app.page.setState({ printOpen: true })}>Printable page</Menu.Item>
    </>
  );
}
