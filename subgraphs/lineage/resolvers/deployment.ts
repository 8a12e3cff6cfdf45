import { identityOf } from '../../../vocabulary/asset-id.ts';
import type { DeploymentResolvers } from '../generated/resolver-types.ts';

export const Deployment: DeploymentResolvers = {
  environment: ({ id }) => identityOf(id).namespace,
};
