/** The ways to save what is open: the work as a project, or the system in a format that others read. */
import { Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { FORMATS } from '../store/export-commands.ts';
import type { ExportFormat, Progress } from '../store/types.ts';
import { Button } from './button.tsx';
import dialog from './dialog.module.css';
import { ProgressLine } from './loading.tsx';
import { RadioCards } from './radio-cards.tsx';
import { useApp } from './use-app.tsx';

const PROJECT = {
  value: 'project',
  title: 'Project',
  what: 'All in one file: data, your changes, scenarios, results with their seeds, and the screen as it is. For colleagues, and to be safe.',
} as const;

/** Chooses a format and saves. */
export function SaveDialog() {
  const app = useApp();
  const [format, setFormat] = useState<ExportFormat | 'project'>('project');
  const [progress, setProgress] = useState<Progress | null>(null);
  const [saved, setSaved] = useState<readonly string[] | null>(null);
  const job = useRef<AbortController | null>(null);
  useEffect(() => () => job.current?.abort(), []);
  const save = async () => {
    setSaved(null);
    if (format === 'project') {
      setSaved((await app.saveProject()) ? [] : null);
      return;
    }
    job.current = new AbortController();
    setProgress({ step: 'Writing the system', fraction: 0 });
    setSaved(await app.saveSystem(format, { signal: job.current.signal, onProgress: setProgress }));
    setProgress(null);
  };
  const title = [PROJECT, ...FORMATS].find(({ value }) => value === format)?.title ?? '';
  return (
    <Modal
      opened
      size="lg"
      onClose={() => app.page.setState({ saveOpen: false })}
      title="Save as"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={dialog.body}>
        <RadioCards
          label="Format"
          value={format}
          options={[PROJECT, ...FORMATS]}
          onChange={(next) => {
            setFormat(next);
            setSaved(null);
          }}
        />
        {progress && (
          <ProgressLine label="Saving" progress={progress} onCancel={() => job.current?.abort()} />
        )}
        <div role="status">
          {saved && (
            <p>Saved. {saved.length > 0 ? `What ${title} has no word for:` : 'Nothing was left out.'}</p>
          )}
          {saved && saved.length > 0 && (
            <ul className={dialog.list}>
              {saved.map((loss) => (
                <li key={loss}>{loss}</li>
              ))}
            </ul>
          )}
        </div>
        <div>
          <Button look="primary" disabled={progress !== null} onClick={() => void save()}>
            Save
          </Button>
        </div>
      </div>
    </Modal>
  );
}
