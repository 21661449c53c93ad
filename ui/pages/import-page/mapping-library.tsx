/** The mapping as a thing of its own: chosen, kept in this browser, saved as a file and opened from one. */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { pickFiles } from '../../parts/pick-files.ts';
import { useApp, useImporting } from '../../parts/use-app.tsx';
import { MAPPING_TEMPLATES } from '../../store/mapping-templates.ts';
import page from './import-page.module.css';
import styles from './table-settings.module.css';

export function MappingLibrary() {
  const app = useApp();
  const library = useImporting((importing) => importing.library);
  const mapping = useImporting((importing) => importing.mapping);
  const written = useImporting((importing) => importing.written);
  const text = useImporting((importing) => importing.trial?.text ?? '');
  const files = useImporting((importing) => importing.files);
  const [name, setName] = useState('');
  const isSaved = library.some((each) => each.name === mapping);
  const save = async () => {
    const { saveFile } = await import('../../store/download.ts');
    const base = (files[0]?.name ?? 'tables').replace(/\.[a-z]+(\.gz)?$/i, '');
    saveFile(`${base}-map.json`, text, 'application/json');
  };
  const open = async () => {
    const [file] = await pickFiles('.json');
    if (file) await app.openMapping(file);
  };
  const keep = () => {
    const title = name.trim().slice(0, 60);
    if (title === '') return;
    app.keepMapping(title);
    setName('');
  };
  return (
    <section className={page.panel} aria-labelledby="import-mapping">
      <div className={page.head}>
        <h2 id="import-mapping">Mapping</h2>
        <span className={page.muted}>Says all of the above, for the next time and for the command line</span>
      </div>
      <div className={styles.fields}>
        <Choice
          label="Use"
          value={mapping}
          options={[
            { value: '', label: 'the suggestion' },
            ...library.map((each) => ({ value: each.name, label: each.name })),
            ...MAPPING_TEMPLATES.map((each) => ({ value: each.name, label: each.title })),
            ...(written && !MAPPING_TEMPLATES.some((each) => each.name === mapping)
              ? [{ value: mapping, label: written.name }]
              : []),
          ]}
          onChange={(next) => void app.chooseMapping(next)}
        />
        {isSaved && (
          <Button small onClick={() => app.dropMapping(mapping)}>
            Remove “{mapping}”
          </Button>
        )}
        <Button small onClick={save} disabled={text === ''}>
          Save as file
        </Button>
        <Button small onClick={open}>
          Open a mapping file
        </Button>
      </div>
      {!written && (
        <form
          className={styles.fields}
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <label className={styles.name}>
            Keep in this browser as
            <input
              value={name}
              maxLength={60}
              autoComplete="off"
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </label>
          <Button small type="submit" disabled={name.trim() === ''}>
            Keep
          </Button>
        </form>
      )}
    </section>
  );
}
