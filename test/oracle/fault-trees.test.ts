/**
 * Fault trees with published results (SCRAM 0.16.2 and its test suite; OpenFTA's theatre), and k-out-of-n
 * and beta-factor values by their closed forms. A fault tree says what fails; a system says what is needed,
 * so every gate stands here as its dual.
 */
import { describe, expect, test } from 'vitest';
import { all, atLeast, forEachState, probabilityDown, type Tree } from './enumeration.ts';

const trainNeeds = { one: all('V1', 'P1'), two: all('V2', 'P2'), top: [atLeast(1, 'one', 'two')] };
const twoTrains = (V1: number, V2: number, P1: number, P2: number): Tree => ({
  pFail: { V1, V2, P1, P2 },
  needs: trainNeeds,
});
const mixedTrains = twoTrains(0.4, 0.5, 0.6, 0.7);
/** Fails when the mains fail and so does the generator or its relay. */
const theatre: Tree = {
  pFail: { Mains: 0.03, Gen: 0.02, Relay: 0.05 },
  needs: { backup: all('Gen', 'Relay'), top: [atLeast(1, 'Mains', 'backup')] },
};

describe('the exact probability of a published fault tree', () => {
  const trees: [string, Tree, number][] = [
    ['two trains', twoTrains(0.5, 0.5, 0.7, 0.7), 0.7225],
    ['two trains, mixed', mixedTrains, 0.646],
    ['two trains, small', twoTrains(0.04, 0.05, 0.06, 0.07), 0.0113704],
    ['or of three', { pFail: { a: 0.1, b: 0.2, c: 0.3 }, needs: { top: all('a', 'b', 'c') } }, 0.496],
    [
      'ab or bc',
      { pFail: { a: 0.1, b: 0.2, c: 0.3 }, needs: { top: [atLeast(1, 'a', 'b'), atLeast(1, 'b', 'c')] } },
      0.074,
    ],
    ['2 of 3', { pFail: { a: 0.1, b: 0.2, c: 0.3 }, needs: { top: [atLeast(2, 'a', 'b', 'c')] } }, 0.098],
    ['theatre', theatre, 0.00207],
  ];
  test.each(trees)('of %s comes out of its states', (_, tree, published) => {
    expect(probabilityDown(tree, 'top')).toBeCloseTo(published, 13);
  });
});

describe('the published importance of a component', () => {
  const cases: [string, Tree, string, number, number, number, number][] = [
    ['two trains, mixed', mixedTrains, 'P1', 0.51, 0.789474, 1.31579, 1.9],
    ['two trains, mixed', mixedTrains, 'P2', 0.38, 0.823529, 1.17647, 1.7],
    ['two trains, mixed', mixedTrains, 'V1', 0.34, 0.526316, 1.31579, 1.26667],
    ['two trains, mixed', mixedTrains, 'V2', 0.228, 0.588235, 1.17647, 1.21429],
    ['theatre', theatre, 'Mains', 0.069, 1, 33.3333, Number.POSITIVE_INFINITY],
    ['theatre', theatre, 'Gen', 0.0285, 0.289855, 14.4928, 1.38],
    ['theatre', theatre, 'Relay', 0.0294, 0.724638, 14.4928, 3.45],
  ];
  test.each(cases)('of %s, %s %s, follows from its states', (_, tree, id, birnbaum, share, raw, rrw) => {
    const total = probabilityDown(tree, 'top');
    const failed = probabilityDown(tree, 'top', { [id]: 1 });
    const sound = probabilityDown(tree, 'top', { [id]: 0 });
    expect(failed - sound).toBeCloseTo(birnbaum, 6);
    expect((tree.pFail[id]! * failed) / total).toBeCloseTo(share, 6);
    expect(failed / total).toBeCloseTo(raw, 4);
    // the published values have six digits
    expect(Math.min(1e9, total / sound)).toBeCloseTo(Math.min(1e9, rrw), 5);
  });
});

describe('redundancy', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];

  test.each([1, 2, 3, 4, 5])('of %i suppliers follows the truth table for every need', (n) => {
    for (let need = 1; need <= n; need++) {
      const suppliers = ids.slice(0, n);
      const pFail = Object.fromEntries(suppliers.map((id) => [id, 0.5]));
      let states = 0;
      forEachState({ pFail, needs: { top: [atLeast(need, ...suppliers)] } }, (_, isFailed, levelOf) => {
        const working = suppliers.filter((id) => !isFailed(id)).length;
        expect(levelOf('top')).toBe(working >= need ? 1 : 0);
        states++;
      });
      expect(states).toBe(2 ** n);
    }
  });

  test.each([
    ['at least 2 of 3 fail at 0.1', 3, 2, 0.1, 0.028],
    ['at least 3 of 4 fail at 0.05', 4, 3, 0.05, 0.00048125],
    ['at least 2 of 4 fail at 0.2', 4, 2, 0.2, 0.1808],
  ])('%s with the binomial probability', (_, n, failures, q, published) => {
    const suppliers = ids.slice(0, n);
    const pFail = Object.fromEntries(suppliers.map((id) => [id, q]));
    const needs = { top: [atLeast(n - failures + 1, ...suppliers)] };
    expect(probabilityDown({ pFail, needs }, 'top')).toBeCloseTo(published, 13);
  });

  test.each([
    [0, 1e-4],
    [0.05, 5.902e-4],
    [0.1, 1.0809e-3],
    [0.2, 2.0639e-3],
  ])('of a pair with the share %d of common causes is worth what the beta factor says', (beta, published) => {
    const q = 0.01;
    const tree: Tree = {
      pFail: { own1: (1 - beta) * q, own2: (1 - beta) * q, common: beta * q },
      needs: { one: all('own1', 'common'), two: all('own2', 'common'), top: [atLeast(1, 'one', 'two')] },
    };
    expect(probabilityDown(tree, 'top')).toBeCloseTo(published, 7);
  });
});

describe('a market split over equal providers on one shared service', () => {
  test.each([
    [1, 0.0118365],
    [3, 0.0052497],
    [10, 0.0029443],
  ])('of %i providers has the same mean loss, and the variance that the closed form gives', (n, variance) => {
    const providers = Array.from({ length: n }, (_, i) => `provider${i}`);
    const tree: Tree = {
      pFail: { shared: 0.002, ...Object.fromEntries(providers.map((id) => [id, 0.01])) },
      needs: Object.fromEntries(providers.map((id, i) => [`client${i}`, all(id, 'shared')])),
    };
    let mean = 0;
    let square = 0;
    forEachState(tree, (probability, _, levelOf) => {
      const down = providers.filter((__, i) => levelOf(`client${i}`) === 0).length / n;
      mean += probability * down;
      square += probability * down ** 2;
    });
    expect(mean).toBeCloseTo(0.01198, 12);
    expect(square - mean ** 2).toBeCloseTo(variance, 7);
  });
});
