/** The pages of the navigation, in order. A page that does not exist is not listed. */
export const PAGES = [
  { id: 'map', title: 'Map' },
  { id: 'concentration', title: 'Concentration' },
  { id: 'stress', title: 'Stress' },
  { id: 'risk', title: 'Risk' },
  { id: 'policy', title: 'Policy' },
  { id: 'data', title: 'Data' },
  { id: 'report', title: 'Report' },
] as const;

/** Pages that another leads to, with the page of the navigation that they belong to. */
const PAGES_WITHIN = [{ id: 'import', title: 'Import', within: 'data' }] as const;

export type PageId = (typeof PAGES)[number]['id'] | (typeof PAGES_WITHIN)[number]['id'];

/** What a page is called. */
export function titleOfPage(page: PageId): string {
  return [...PAGES, ...PAGES_WITHIN].find(({ id }) => id === page)?.title ?? '';
}

/** The page of the navigation that stands for a page. */
export function listedPage(page: PageId): string {
  return PAGES_WITHIN.find(({ id }) => id === page)?.within ?? page;
}

const ADDRESS = /^#\/([^?]*)/;

/** The page that the hash of an address names, null for one that does not exist, '' when it names none. */
export function pageInAddress(hash: string): PageId | null | '' {
  const name = ADDRESS.exec(hash)?.[1] ?? '';
  return name === '' ? '' : ([...PAGES, ...PAGES_WITHIN].find((page) => page.id === name)?.id ?? null);
}

/** Whether a page stands around the map. */
export function hasMap(page: PageId): boolean {
  return page === 'map' || page === 'stress';
}
