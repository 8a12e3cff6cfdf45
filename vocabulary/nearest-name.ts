/** A name further away than this share of its length is another name, not a slip. */
const FARTHEST = 0.4;

/** The known name that the unknown one was most likely meant to be; null when none is near. */
export function nearestName(unknown: string, known: Iterable<string>): string | null {
  let nearest: string | null = null;
  let least = Math.floor(unknown.length * FARTHEST) + 1;
  for (const name of known) {
    const distance = editDistance(unknown, name);
    if (distance >= least) continue;
    nearest = name;
    least = distance;
  }
  return nearest;
}

/** Levenshtein: insertions, deletions and replacements that turn one into the other. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
