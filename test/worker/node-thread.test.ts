/** The contract with a real thread of Node. */
import { connect } from '../../engine/api/client.ts';
import { engineContract } from './contract.ts';
import { nodeEngines } from './node-engine.ts';

engineContract(nodeEngines('node-thread'), connect);
