/** What a person does with the projects that this browser keeps. */
import type { DatasetStore } from '../dataset.ts';
import { decodeLink } from '../link.ts';
import { notify, type PageStore } from '../page.ts';
import { change, type SessionStore } from '../session.ts';
import type { KeptProject } from './database.ts';
import type { Keeper } from './keeping.ts';
import { nameOfKept } from './kept-words.ts';

interface Parts {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly page: PageStore;
  readonly keeper: Keeper;
  /** Whether a change to the data is under way. */
  readonly isChanging: () => boolean;
}

/** The commands of the list of projects. */
export function createKeptCommands({ session, dataset, page, keeper, isChanging }: Parts) {
  return {
    /** Keeps the session on own data in step, and warns before what is not kept is left. */
    follow(): void {
      session.subscribe((now) => {
        if (now.dataset === dataset.getState().key) keeper.touch();
      });
      addEventListener('pagehide', () => void keeper.flush());
      addEventListener('beforeunload', (event) => {
        if (keeper.isAtRisk() || isChanging()) event.preventDefault();
      });
    },

    /** Shows the projects of this browser. */
    showProjects(): void {
      page.setState({ projectsOpen: true });
      void keeper.refresh();
    },

    /** Closes the list; what was deleted in it is gone from then on. */
    async closeProjects(): Promise<void> {
      page.setState({ projectsOpen: false });
      await keeper.empty();
    },

    /** Opens a project on the screen that it was left on. */
    openKept(project: KeptProject): void {
      const { session: address, versions } = project;
      const { session: link, problems } = decodeLink(address);
      for (const problem of problems) notify(page, 'warning', problem);
      page.setState({ projectsOpen: false });
      change(session, `open ${nameOfKept(project)}`, { ...link, dataset: versions.at(-1) ?? '' });
    },

    /** Calls a project something else. */
    async renameKept(id: string, name: string): Promise<void> {
      const { open } = await keeper.rename(id, name);
      const { view } = dataset.getState();
      if (open?.id === id && view)
        dataset.setState({ view: { ...view, about: { ...view.about, title: name } } });
    },

    /** Deletes a project, or brings it back while the list is open. */
    setKeptDeleted: keeper.setDeleted,

    /** Tries again to keep what could not be kept. */
    async keepAgain(): Promise<void> {
      await keeper.flush();
      await keeper.refresh();
    },
  };
}
