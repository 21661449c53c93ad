/**
 * Who may import whom: the table of the architecture as data, turned into rules for dependency-cruiser.
 * Type imports count. A folder that is not in the table fails the check: give it a row first.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/**
 * What a room may import besides itself.
 * @typedef {object} Row
 * @property {string[]} rooms folders, or files without their ending
 * @property {string[]} packages
 */

/** @typedef {import('dependency-cruiser').IForbiddenRuleType} Rule */

const structureRooms = ['engine/model', 'engine/random', 'engine/kernels', 'engine/projection'];
const riskRooms = [
  ...structureRooms,
  'engine/structure',
  'engine/centrality',
  'engine/concentration',
  'engine/contagion',
  'engine/time',
];
const scenarioRooms = [...riskRooms, 'engine/risk'];
const engineRooms = [
  ...scenarioRooms,
  'engine/scenario',
  'engine/replay',
  'engine/generate',
  'engine/formats',
  'engine/layout',
  'engine/api',
];
const parts = ['ui/store', 'ui/theme', 'ui/parts'];
const react = ['react', 'react-dom', '@mantine/core', '@mantine/hooks', '@tanstack/react-virtual'];
const sigma = ['sigma', '@sigma/edge-curve', '@sigma/export-image'];
const graphology = ['graphology', 'graphology-types', 'graphology-layout-forceatlas2'];

/** @type {Record<string, Row>} */
const table = {
  'engine/model': { rooms: [], packages: [] },
  'engine/random': { rooms: [], packages: [] },
  'engine/kernels': { rooms: ['engine/model'], packages: [] },
  'engine/layout': { rooms: ['engine/model'], packages: [] },
  'engine/projection': { rooms: ['engine/model'], packages: graphology },
  'engine/structure': { rooms: structureRooms, packages: ['flatqueue'] },
  'engine/centrality': { rooms: structureRooms, packages: ['flatqueue'] },
  'engine/concentration': { rooms: [...structureRooms, 'engine/structure'], packages: [] },
  'engine/contagion': { rooms: structureRooms, packages: [] },
  'engine/time': { rooms: ['engine/model', 'engine/structure', 'engine/random'], packages: ['flatqueue'] },
  'engine/risk': { rooms: riskRooms, packages: [] },
  'engine/scenario': { rooms: scenarioRooms, packages: ['zod'] },
  'engine/replay': { rooms: scenarioRooms, packages: ['zod'] },
  'engine/generate': { rooms: scenarioRooms, packages: ['zod'] },
  'engine/formats': {
    rooms: ['engine/model', 'engine/projection', 'engine/scenario/types'],
    packages: ['papaparse', 'fflate', 'zod'],
  },
  'engine/api': { rooms: engineRooms, packages: ['comlink', 'zod', 'fflate'] },
  'engine/api/protocol': { rooms: [], packages: [] },
  'engine/api/client': {
    rooms: ['engine/api/protocol', 'engine/api/failure', 'engine/api/packed-view'],
    packages: ['comlink'],
  },
  'engine/api/pool': {
    rooms: ['engine/api/client', 'engine/api/failure', 'engine/api/protocol', 'engine/api/range-run'],
    packages: [],
  },
  cli: { rooms: ['engine/api', 'engine/formats', 'datasets'], packages: ['commander', 'comlink'] },
  ui: { rooms: ['cli/build'], packages: [...react, '@fontsource-variable/inter'] },
  'ui/store': {
    rooms: ['engine/api/protocol', 'engine/api/client', 'engine/api/pool', 'datasets'],
    packages: ['zustand', 'zundo', 'zod', 'fflate', 'idb', 'react'],
  },
  'ui/theme': { rooms: [], packages: [...react, '@fontsource-variable/inter'] },
  'ui/parts': { rooms: parts, packages: [...react, 'zustand'] },
  'ui/charts': { rooms: parts, packages: [...react, 'd3-scale', 'd3-shape'] },
  'ui/map': { rooms: parts, packages: [...react, ...sigma, ...graphology] },
  'ui/pages': { rooms: [...parts, 'ui/map', 'ui/charts'], packages: [...react] },
};

/** The only homes of Node's own modules. */
const nodeHomes = '^(cli|test|bench)/|^ui/(start|serve)\\.mjs$|(^|/)vite\\.config\\.ts$';

/** @param {string} text */
function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * Matches everything in a folder, or a file with any ending.
 * @param {string} room
 */
function insideOf(room) {
  return `^${escaped(room)}([./]|$)`;
}

/**
 * Matches a package however it is found: installed, by its types, or not at all.
 * @param {string} name
 */
function packageNamed(name) {
  return `^(node_modules/)?(@types/)?${escaped(name)}(/|$)`;
}

/**
 * The protocol holds nothing that runs: it may name any type of the engine.
 * @type {{ dependencyTypesNot: ['type-only'] }}
 */
const typesAreFree = { dependencyTypesNot: ['type-only'] };

/**
 * The two rules of a room: no other folder of ours, and no other package, than its row names.
 * @param {string} room
 * @param {Row} row
 * @returns {Rule[]}
 */
function rulesOf(room, row) {
  const innerRooms = Object.keys(table).filter((other) => other.startsWith(`${room}/`));
  const from = { path: insideOf(room), pathNot: innerRooms.map(insideOf) };
  return [
    {
      name: `${room} may import only: ${row.rooms.join(', ') || 'no other room'}`,
      severity: 'error',
      from,
      to: {
        path: '^(engine|cli|ui|test|bench|datasets|dist)/',
        pathNot: [room, ...row.rooms].map(insideOf),
        ...(room === 'engine/api/protocol' ? typesAreFree : {}),
      },
    },
    {
      name: `${room} may use only: ${row.packages.join(', ') || 'no package'}`,
      severity: 'error',
      from: { ...from, pathNot: [...from.pathNot, 'vite\\.config\\.ts$'] },
      to: {
        path: '^(?!\\.|(engine|cli|ui|test|bench|datasets|dist)/)',
        pathNot: row.packages.map(packageNamed),
        dependencyTypesNot: ['core', 'local'],
      },
    },
  ];
}

/** @param {string} path a file, or a folder with files somewhere inside */
function isSource(path) {
  if (!statSync(path).isDirectory()) return /\.(ts|tsx|mjs)$/.test(path);
  return readdirSync(path, { recursive: true }).some((file) => /\.(ts|tsx|mjs)$/.test(String(file)));
}

/** Everything in the engine, and every folder of the page, needs a row, or its imports would go unchecked. */
function demandRows() {
  for (const house of ['engine', 'ui']) {
    if (!existsSync(join(root, house))) continue;
    for (const entry of readdirSync(join(root, house), { withFileTypes: true })) {
      const room = `${house}/${entry.name.replace(/\.[a-z]+$/, '')}`;
      const isExempt = house === 'ui' && entry.isFile();
      if (isExempt || table[room] || !isSource(join(root, house, entry.name))) continue;
      throw new Error(`test/architecture.mjs has no row for ${room}: say there what it may import.`);
    }
  }
}

/** Without the compiler's interface dependency-cruiser skips every TypeScript file and finds nothing wrong. */
function demandCompiler() {
  const typescript = createRequire(import.meta.url)('typescript');
  if (typeof typescript.transpileModule !== 'function') {
    throw new Error('The package "typescript" has no compiler interface; it must be TypeScript 6.');
  }
}

demandRows();
demandCompiler();

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(table).flatMap(([room, row]) => rulesOf(room, row)),
    {
      name: "Node's own modules stay in the command line, tests, benchmarks and tools",
      severity: 'error',
      from: { pathNot: nodeHomes },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every import leads somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test/\\.out|engine/kernels/assembly)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
