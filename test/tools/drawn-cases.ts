/**
 * Properties draw their cases from one seed, so that a commit has one verdict. `SEED=7 npm run test:unit` draws
 * others, and a case that fails so becomes a test of its own.
 */
import fc from 'fast-check';

const { SEED = '20251020' } = process.env;

fc.configureGlobal({ seed: Number(SEED) });
