/** The pages of the navigation, in order. A page that does not exist is not listed. */
export const PAGES = [
  { id: 'map', title: 'Map' },
  { id: 'concentration', title: 'Concentration' },
  { id: 'stress', title: 'Stress' },
  { id: 'risk', title: 'Risk' },
  { id: 'policy', title: 'Policy' },
  { id: 'report', title: 'Report' },
] as const;

export type PageId = (typeof PAGES)[number]['id'];

const ADDRESS = /^#\/([^?]*)/;

/** The page that the hash of an address names, null for one that does not exist, '' when it names none. */
export function pageInAddress(hash: string): PageId | null | '' {
  const name = ADDRESS.exec(hash)?.[1] ?? '';
  return name === '' ? '' : (PAGES.find((page) => page.id === name)?.id ?? null);
}

/** Whether a page stands around the map. */
export function hasMap(page: PageId): boolean {
  return page === 'map' || page === 'stress';
}
