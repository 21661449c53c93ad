/** The projects that this browser keeps: open, call something else, delete and bring back. */
import { Modal } from '@mantine/core';
import { useState } from 'react';

import type { KeptProject } from '../store/kept/database.ts';
import { nameOfKept, PROBLEM_OF, sizeOfKept } from '../store/kept/kept-words.ts';
import { bytesText } from '../store/words.ts';
import { Button } from './button.tsx';
import { CommitField } from './commit-field.tsx';
import dialog from './dialog.module.css';
import styles from './projects-dialog.module.css';
import { useApp, useKeeping } from './use-app.tsx';

/** The list, the last changed first. */
export function ProjectsDialog() {
  const app = useApp();
  const projects = useKeeping((keeping) => keeping.projects);
  const room = useKeeping((keeping) => keeping.room);
  const status = useKeeping((keeping) => keeping.status);
  return (
    <Modal
      opened
      size="lg"
      onClose={() => void app.closeProjects()}
      title="Your projects in this browser"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={dialog.body}>
        <p>
          Data of your own are kept here by themselves, with what you changed and where you were. They never
          leave this machine. To hand one on, or to be safe from a browser that is cleared, save it as a
          project file.
        </p>
        {status in PROBLEM_OF && (
          <div className={styles.fault} role="alert">
            <p>{PROBLEM_OF[status as keyof typeof PROBLEM_OF]}</p>
            <Button small onClick={() => void app.saveProject()}>
              Save as a project file
            </Button>
            <Button small onClick={() => void app.keepAgain()}>
              Try again
            </Button>
          </div>
        )}
        {projects === null && <p role="status">Looking…</p>}
        {projects?.length === 0 && (
          <p>There is none yet. Open files of yours, import some, or change a dataset.</p>
        )}
        <ul className={styles.list} aria-label="Projects">
          {projects?.map((project) => (
            <Project key={project.id} project={project} />
          ))}
        </ul>
        {room && (
          <p className={dialog.muted}>
            {bytesText(room.used)} kept, of {bytesText(room.most)} that this browser allows.
          </p>
        )}
      </div>
    </Modal>
  );
}

function Project({ project }: { readonly project: KeptProject }) {
  const app = useApp();
  const isOpen = useKeeping((keeping) => keeping.open?.id === project.id);
  const [isNaming, setNaming] = useState(false);
  const name = nameOfKept(project);
  if (project.isDeleted)
    return (
      <li className={styles.project}>
        <p className={dialog.muted}>“{name}” goes when this list is closed.</p>
        <Button small onClick={() => void app.setKeptDeleted(project.id, false)} aria-label={`Keep ${name}`}>
          Keep it
        </Button>
      </li>
    );
  return (
    <li className={styles.project} aria-current={isOpen || undefined}>
      <div className={styles.what}>
        {isNaming ? (
          <CommitField
            label={`Name of ${name}`}
            value={name}
            read={(text) => text.trim() || null}
            error="Write a name."
            onCommit={(text) => {
              setNaming(false);
              void app.renameKept(project.id, text);
            }}
          />
        ) : (
          <b>{name}</b>
        )}
        <span className={dialog.muted}>{sizeOfKept(project)}</span>
      </div>
      {isOpen ? (
        <span className={dialog.muted}>Open</span>
      ) : (
        <Button small onClick={() => app.openKept(project)} aria-label={`Open ${name}`}>
          Open
        </Button>
      )}
      <Button small look="plain" onClick={() => setNaming(!isNaming)} aria-label={`Rename ${name}`}>
        {isNaming ? 'Leave as it is' : 'Rename'}
      </Button>
      <Button
        small
        look="plain"
        disabled={isOpen}
        title={isOpen ? 'Open something else first' : undefined}
        onClick={() => void app.setKeptDeleted(project.id, true)}
        aria-label={`Delete ${name}`}
      >
        Delete
      </Button>
    </li>
  );
}
