import { readFileSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

/**
 * Long suites first, by the servers that they name: on a machine that keeps no times of an earlier run jest goes by the
 * size of their files, and one long suite that begins last keeps the run waiting. Python comes after the other servers,
 * since its environments are installed meanwhile: two suites that wait for them leave a processor idle.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const places = new Map(tests.map((test) => [test, placeOf(readFileSync(test.path, 'utf8'))]));
    return [...super.sort(tests)].sort((a, b) => places.get(a) - places.get(b));
  }
}

function placeOf(suite) {
  if (/needs-(python|spark)/.test(suite)) return 2;
  if (/needs-neo4j/.test(suite)) return 0;
  return /needs-|servers\/processes/.test(suite) ? 1 : 3;
}
