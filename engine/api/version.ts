/** Version of the engine, carried by every result; the same as the package's. */
export const ENGINE_VERSION = '0.1.0';
