/** The mapping files that come with the program, by name. */
import webEdges2020 from '../datasets/templates/web-edges-2020.json';
import webTop10k2020 from '../datasets/templates/web-top10k-2020.json';
import webUs2023 from '../datasets/templates/web-us-2023.json';

export const TEMPLATES: ReadonlyMap<string, object> = new Map<string, object>([
  ['web-edges-2020', webEdges2020],
  ['web-top10k-2020', webTop10k2020],
  ['web-us-2023', webUs2023],
]);
