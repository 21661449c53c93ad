/** Everything on the page as files. */
import { Menu } from '@mantine/core';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { allColumns, concentrationJson } from '../../store/concentration-file.ts';
import { toCsv } from '../../store/csv.ts';
import { fileName } from '../../store/file-name.ts';
import type { ConcentrationResult, SystemView } from '../../store/types.ts';
import { titleOf } from '../../store/words.ts';

interface ExportMenuProps {
  readonly view: SystemView;
  readonly result: ConcentrationResult;
}

/** The button with its menu. */
export function ExportMenu({ view, result }: ExportMenuProps) {
  const stem = fileName(`concentration ${titleOf(view)} ${result.role}`);
  const saveJson = async () => {
    const { saveFile } = await import('../../store/download.ts');
    saveFile(`${stem}.json`, concentrationJson(view, result), 'application/json');
  };
  const saveCsv = async () => {
    const { saveFile } = await import('../../store/download.ts');
    saveFile(`${stem}.csv`, toCsv(allColumns(view, result)), 'text/csv');
  };
  return (
    <Menu position="bottom-end" shadow="md" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button>
          <Icon name="download" />
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={saveCsv}>All suppliers as CSV</Menu.Item>
        <Menu.Item onClick={saveJson}>Everything as JSON</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
