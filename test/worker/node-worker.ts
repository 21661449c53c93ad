/** The engine in a worker thread of Node; bundled by the tests that start it. */
import { serveEngine } from '../../cli/engine-thread.ts';

serveEngine();
