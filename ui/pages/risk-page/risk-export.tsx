/** Everything on the page as files, and on paper. */
import { Menu } from '@mantine/core';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useRiskBeside } from '../../parts/use-app.tsx';
import { toCsv } from '../../store/csv.ts';
import { fileName } from '../../store/file-name.ts';
import { riskJson, riskRows } from '../../store/risk-file.ts';
import type { RiskResult, SystemView } from '../../store/types.ts';
import { titleOf } from '../../store/words.ts';

interface RiskExportProps {
  readonly view: SystemView;
  readonly result: RiskResult;
  readonly onPrint: () => void;
}

/** The button with its menu. */
export function RiskExport({ view, result, onPrint }: RiskExportProps) {
  const tail = useRiskBeside('tail').tail.value;
  const file = { view, result, tail };
  const stem = fileName(`risk ${titleOf(view)} ${result.years} years seed ${result.seed}`);
  const saveJson = async () => {
    const { saveFile } = await import('../../store/download.ts');
    saveFile(`${stem}.json`, riskJson(file), 'application/json');
  };
  const saveCsv = async () => {
    const { saveFile } = await import('../../store/download.ts');
    saveFile(`${stem}.csv`, toCsv(riskRows(file)), 'text/csv');
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
        <Menu.Item onClick={saveCsv}>Numbers as CSV</Menu.Item>
        <Menu.Item onClick={saveJson}>Everything as JSON</Menu.Item>
        <Menu.Item onClick={onPrint}>Print or save as PDF</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
