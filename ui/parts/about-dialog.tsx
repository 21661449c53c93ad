/** Where the data come from: sources, licence, date, and what is measured, assumed and missing. */
import { Modal } from '@mantine/core';
import { webAddress } from '../store/words.ts';
import styles from './dialog.module.css';
import { OutsideLink } from './outside-link.tsx';
import { useApp, useDataset } from './use-app.tsx';

/** What the dataset says of itself. */
export function AboutDialog() {
  const app = useApp();
  const about = useDataset((dataset) => dataset.view?.about);
  if (!about) return null;
  const parts = [
    ['Measured', about.measured],
    ['Assumed', about.assumed],
    ['Missing', about.missing],
  ] as const;
  return (
    <Modal
      opened
      size="lg"
      onClose={() => app.page.setState({ aboutOpen: false })}
      title={about.title === '' ? 'About this data' : `About ${about.title}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={styles.body}>
        {about.description !== '' && <p>{about.description}</p>}
        {parts.map(
          ([title, items]) =>
            items.length > 0 && (
              <div key={title}>
                <h3>{title}</h3>
                <ul className={styles.list}>
                  {items.map((item) => (
                    <li key={item}>{item}</li>
                  ))}
                </ul>
              </div>
            ),
        )}
        {about.sources.length > 0 && (
          <div>
            <h3>Sources</h3>
            <ul className={styles.list}>
              {about.sources.map((source) => (
                <li key={`${source.title} ${source.url}`}>
                  {webAddress(source.url) ? (
                    <OutsideLink address={source.url}>{source.title || source.url}</OutsideLink>
                  ) : (
                    [source.title, source.url].filter(Boolean).join(': ')
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
        <p className={styles.muted}>
          {[about.licence && `Licence: ${about.licence}`, about.asOf && `As of ${about.asOf}`]
            .filter(Boolean)
            .join('. ')}
        </p>
      </div>
    </Modal>
  );
}
