import { identityOf } from '../../../vocabulary/asset-id.ts';
import type { ModelVersionResolvers } from '../generated/resolver-types.ts';

/** A model's name may hold an @; a version is what follows the last one. */
const partsOf = (name: string): [model: string, version: string] => {
  const at = name.lastIndexOf('@');
  return [name.slice(0, at), name.slice(at + 1)];
};

export const ModelVersion: ModelVersionResolvers = {
  model: ({ id }) => partsOf(identityOf(id).name)[0],
  version: ({ id }) => partsOf(identityOf(id).name)[1],
};
