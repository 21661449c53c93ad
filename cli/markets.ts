/** The markets that come with the program, by name. */
import web2020 from '../datasets/markets/web-2020.json';

export const MARKETS: ReadonlyMap<string, object> = new Map<string, object>([['web-2020', web2020]]);
