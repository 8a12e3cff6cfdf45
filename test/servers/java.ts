import { execFileSync, spawnSync } from 'node:child_process';

const WANTED = 17;

/** What keeps Java programs from being run here; null when nothing does. */
export function javaObstacle(): string | null {
  const found = javaVersion();
  if (found === null) return 'no Java on the path: install openjdk-17-jre-headless';
  if (found < WANTED) return `Java ${found} on the path, ${WANTED} or newer is needed: install openjdk-17-jre-headless`;
  return null;
}

/** What keeps jars from being fetched here; null when nothing does. */
export function mavenObstacle(): string | null {
  try {
    execFileSync('mvn', ['-v'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'no Maven on the path: install maven';
  }
}

/** Null where there is none. Java 8 and older call themselves 1.8 and so on. */
function javaVersion(): number | null {
  const { stderr } = spawnSync('java', ['-XshowSettings:properties', '-version'], { encoding: 'utf8' });
  const found = /java\.specification\.version = (?:1\.)?(\d+)/.exec(stderr ?? '');
  return found ? Number(found[1]) : null;
}
