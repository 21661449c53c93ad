/** Bundles the benchmarks into one file that Node runs as it is. */
import { defineConfig } from 'vite';
import { nodeProgram } from '../cli/vite.config.ts';

export default defineConfig(nodeProgram('bench', 'main'));
