/** The header: mark, dataset, navigation, search, undo and redo, link, scheme, help. */
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { isOwn } from '../store/dataset.ts';
import { encodeLink, LONGEST_LINK } from '../store/link.ts';
import { listedPage, PAGES } from '../store/pages.ts';
import { bytesText } from '../store/words.ts';
import { IconButton } from './button.tsx';
import { DatasetMenu } from './dataset-menu.tsx';
import styles from './header.module.css';
import { Logo } from './icon.tsx';
import { Search } from './search.tsx';
import { useApp, useSession, useUndoNames } from './use-app.tsx';
import { focusSearch } from './use-keys.ts';

/** Characters that mail and chat programs are known to leave whole. */
const LONGEST_SAFE_LINK = 8_000;
const COPIED_FOR_MS = 2_000;

/** The header of every page. */
export function Header() {
  const app = useApp();
  const names = useUndoNames();
  return (
    <header className={styles.header}>
      <div className={styles.brand}>
        <Logo />
        Linchpin
      </div>
      <div className={styles.strip}>
        <DatasetMenu />
        <nav className={styles.nav} aria-label="Pages">
          <PageLinks />
        </nav>
      </div>
      <span className={styles.space} />
      <Search />
      <div className={styles.icons}>
        <IconButton className={styles.phoneOnly} icon="search" label="Find an entity" onClick={focusSearch} />
        <IconButton
          icon="undo"
          label={names.undo === null ? 'Undo' : `Undo: ${names.undo}`}
          disabled={names.undo === null}
          onClick={app.undo}
        />
        <IconButton
          icon="redo"
          label={names.redo === null ? 'Redo' : `Redo: ${names.redo}`}
          disabled={names.redo === null}
          onClick={app.redo}
        />
        <CopyLink />
        <SchemeSwitch />
        <IconButton icon="help" label="Keys and help" onClick={() => app.page.setState({ helpOpen: true })} />
      </div>
    </header>
  );
}

/** Real links, so that a page can be opened beside this one; dataset, weight and selection go along. */
function PageLinks() {
  const app = useApp();
  const session = useSession((now) => now);
  const { page } = session;
  const current = useRef<HTMLAnchorElement>(null);
  // where the pages scroll sideways, the one that is open is in sight
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew whenever another page is open
  useEffect(() => {
    // what it gives back is no way to undo it
    void current.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [page]);
  return PAGES.map(({ id, title }) => (
    <a
      key={id}
      ref={id === listedPage(page) ? current : null}
      className={styles.page}
      href={encodeLink({ ...session, page: id })}
      aria-current={id === listedPage(page) ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        app.goTo(id);
      }}
    >
      {title}
    </a>
  ));
}

function CopyLink() {
  const app = useApp();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const link = app.link();
    if (link.length > LONGEST_LINK)
      return app.notify(
        'warning',
        `What is shown needs a link of ${bytesText(link.length)}, more than browsers take. Save it as a project file and send that.`,
      );
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      app.notify(
        'warning',
        'The browser did not let the link be copied. It is the address in the address bar.',
      );
      return;
    }
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_FOR_MS);
    if (link.length > LONGEST_SAFE_LINK)
      app.notify(
        'warning',
        `The link is copied whole, but ${bytesText(link.length)} long, and mail and chat may cut it. A project file is safer.`,
      );
    if (isOwn(app.session.getState().dataset)) {
      app.notify(
        'info',
        'Link copied. It holds what is shown, not your data: data travel as files. Send them along with the link.',
      );
    } else app.announce('Link copied');
  };
  return (
    <span className={styles.copy}>
      <IconButton icon={copied ? 'check' : 'link'} label="Copy link" onClick={copy} />
      {copied && (
        <span className={styles.bubble} aria-hidden="true">
          Link copied
        </span>
      )}
    </span>
  );
}

function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <IconButton
      icon={scheme === 'dark' ? 'sun' : 'moon'}
      label={`Switch to ${other}`}
      onClick={() => setColorScheme(other)}
    />
  );
}
