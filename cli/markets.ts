/** The markets that come with the program, by name. */
import country from '../datasets/markets/country.json';
import digitalEconomy2025 from '../datasets/markets/digital-economy-2025.json';
import web2020 from '../datasets/markets/web-2020.json';

export const MARKETS: ReadonlyMap<string, object> = new Map<string, object>([
  ['web-2020', web2020],
  ['digital-economy-2025', digitalEconomy2025],
  ['country', country],
]);
