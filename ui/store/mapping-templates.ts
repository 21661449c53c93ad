/** The mapping files that come with the program, fetched when one is chosen. */

export interface MappingTemplate {
  readonly name: string;
  readonly title: string;
  readonly fetch: () => Promise<object>;
}

export const MAPPING_TEMPLATES: readonly MappingTemplate[] = [
  {
    name: 'web-edges-2020',
    title: 'Web 2020: edges of 100,000 sites',
    fetch: async () => (await import('../../datasets/templates/web-edges-2020.json')).default,
  },
  {
    name: 'web-top10k-2020',
    title: 'Web 2020: 10,000 sites',
    fetch: async () => (await import('../../datasets/templates/web-top10k-2020.json')).default,
  },
  {
    name: 'web-us-2023',
    title: 'Web 2023: sites of the United States',
    fetch: async () => (await import('../../datasets/templates/web-us-2023.json')).default,
  },
];
