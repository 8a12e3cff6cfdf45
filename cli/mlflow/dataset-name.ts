import type { DatasetInput } from './shapes.ts';

/** What datasets of MLflow are named under. */
export interface DatasetNamespaces {
  /** Of those that MLflow knows by a name of its own alone. */
  mlflow: string;
  /** Of tables that it knows by their names, without the database that has them. */
  tables: string;
}

interface Name {
  namespace: string;
  name: string;
}

/** How MLflow calls every dataset that its user gives no name. */
const UNNAMED = 'dataset';

/**
 * The dataset that a run read: by where the data is, as OpenLineage names files and tables, so that it is the same asset
 * for whatever wrote it; else by MLflow's own name, which means something within one experiment only.
 * @param experiment its name, or its id where the name is not known.
 */
export function datasetName({ dataset }: DatasetInput, experiment: string, namespaces: DatasetNamespaces): Name {
  const { name, digest, source_type: type, source } = dataset;
  const place = type === 'code' ? null : placeOf(type, jsonOf(source), namespaces);
  if (place) return place;
  const own = name === UNNAMED && digest ? `${name}@${digest}` : name;
  return { namespace: namespaces.mlflow, name: `${experiment}/${own}` };
}

function placeOf(type: string | null, source: Record<string, unknown>, { tables }: DatasetNamespaces): Name | null {
  const said = (key: string) =>
    typeof source[key] === 'string' && source[key] !== '' ? (source[key] as string) : null;
  const table = said('delta_table_name') ?? said('table_name');
  if (table) return { namespace: tables, name: table };
  const path = said('path') ?? said('uri') ?? said('url');
  if (!path) return null;
  if (type === 'hugging_face') return { namespace: 'https://huggingface.co', name: `datasets/${path}` };
  return fileName(path);
}

const OBJECT_STORES = new Set(['s3:', 'gs:', 'wasbs:', 'abfss:']);

/** A file by OpenLineage's naming; null when the address is none, such as a relative path, which each machine reads otherwise. */
function fileName(address: string): Name | null {
  if (address.startsWith('/')) return { namespace: 'file', name: address };
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address) || !URL.canParse(address)) return null;
  // What follows a ? may let its reader in, and is no part of a name.
  const [, scheme = '', user, host = '', path = ''] =
    /^([a-z0-9+.-]+:)\/\/(?:([^/?#]*)@)?([^/?#]*)([^?#]*)/i.exec(address) ?? [];
  const protocol = scheme.toLowerCase().replace(/^s3[an]:$/, 's3:');
  if (path.length < 2) return null;
  if (protocol === 'file:') return { namespace: 'file', name: decoded(path) };
  if (!OBJECT_STORES.has(protocol)) return { namespace: `${protocol}//${host}`, name: path };
  // A container of Azure stands where others have a user.
  const container = protocol.startsWith('s3') || protocol === 'gs:' || !user ? '' : `${user}@`;
  return { namespace: `${protocol}//${container}${host}`, name: path.replace(/^\/+/, '') };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** JSON that MLflow keeps as text; nothing where it is not an object. */
export function jsonOf(text: string | null): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text ?? '');
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
