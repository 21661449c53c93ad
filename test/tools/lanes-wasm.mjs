/**
 * Compiles engine/kernels/assembly into engine/kernels/lanes.generated.ts, as base64: it loads the same
 * way in a page, a worker and Node. `--check` fails when the file is not what comes out.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const OPTIONS = [
  '--optimizeLevel=3',
  '--shrinkLevel=0',
  '--converge',
  '--noAssert',
  '--runtime=stub',
  '--enable=simd',
  '--importMemory',
  '--use=abort=',
];

const folder = new URL('../../engine/kernels/assembly/', import.meta.url);
const sources = new Map(
  readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
);
const place = new URL('../../engine/kernels/lanes.generated.ts', import.meta.url);

async function compile() {
  /** @type {Uint8Array | undefined} */
  let binary;
  const { error, stderr } = await asc.main(['lanes.ts', '--outFile=lanes.wasm', ...OPTIONS], {
    readFile: (name) => sources.get(name) ?? null,
    writeFile: (name, contents) => {
      if (name === 'lanes.wasm' && typeof contents !== 'string') binary = contents;
    },
    listFiles: () => [],
  });
  if (error || binary === undefined) throw new Error(`${error?.message}\n${stderr}`);
  return binary;
}

const binary = await compile();
const text = `/** Made from assembly/ by test/tools/lanes-wasm.mjs. Not to be edited. */
export const LANES_WASM =
  '${Buffer.from(binary).toString('base64')}';
`;
if (!process.argv.includes('--check')) {
  writeFileSync(place, text);
  console.log(`${binary.length} bytes`);
} else if (readFileSync(place, 'utf8') !== text) {
  console.error('lanes.generated.ts is stale: run `node test/tools/lanes-wasm.mjs`.');
  process.exit(1);
}
