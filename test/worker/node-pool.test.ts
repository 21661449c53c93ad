/** The contract with a pool of threads of Node: short jobs are none of the pool's business. */
import { createPool } from '../../engine/api/pool.ts';
import { engineContract } from './contract.ts';
import { nodeEngines } from './node-engine.ts';

engineContract(nodeEngines('node-pool'), (spawn) => createPool(spawn, { workerCount: 2 }));
