/** The public id of a run, from the producer's. */
export const runReferenceOf = (runId: string): string => `run/${encodeURIComponent(runId)}`;

/** The producer's id of a run, from the public one; null when it is not one. */
export function runIdOf(reference: string): string | null {
  const [prefix, encoded, ...rest] = reference.split('/');
  if (prefix !== 'run' || !encoded || rest.length > 0) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
