/** Opens an embedded store in a process of its own and prints how long that took and what the process then holds. */
import { openEmbeddedStore } from '../../subgraphs/lineage/adapters/embedded.ts';

const [directory] = process.argv.slice(2);
if (!directory) throw new Error('which directory?');
const begun = performance.now();
const store = await openEmbeddedStore(directory);
const milliseconds = performance.now() - begun;
globalThis.gc?.();
console.log(JSON.stringify({ milliseconds, megabytes: process.memoryUsage.rss() / 1024 / 1024 }));
await store.close();
