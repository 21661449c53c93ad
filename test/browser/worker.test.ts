/** The contract with the worker that the page starts. */
import { connect } from '../../engine/api/client.ts';
import { engineContract } from '../worker/contract.ts';
import { pageThread } from './page-thread.ts';

engineContract(pageThread, connect);
