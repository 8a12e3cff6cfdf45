import { identityOf } from '../../../vocabulary/asset-id.ts';
import type { ServiceResolvers } from '../generated/resolver-types.ts';

export const Service: ServiceResolvers = {
  environment: ({ id }) => identityOf(id).namespace,
};
