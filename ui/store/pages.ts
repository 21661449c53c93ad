/** The pages of the navigation, in order. A page that does not exist is not listed. */
export const PAGES = [{ id: 'map', title: 'Map' }] as const;
