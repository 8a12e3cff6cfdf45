import { scalars } from '../../../platform/scalars.ts';
import { Asset } from './asset.ts';
import { AssetDetail } from './asset-detail.ts';
import { AssetFacet } from './asset-facet.ts';
import { Change } from './change.ts';
import { Dataset } from './dataset.ts';
import { Deployment } from './deployment.ts';
import { FailedCheck } from './failed-check.ts';
import { Feature } from './feature.ts';
import { Job } from './job.ts';
import { LineageDifference } from './lineage-difference.ts';
import { LineageEdge } from './lineage-edge.ts';
import { LineageVia } from './lineage-via.ts';
import { ModelVersion } from './model-version.ts';
import { Mutation } from './mutation.ts';
import { Query } from './query.ts';
import { Run } from './run.ts';
import { Service } from './service.ts';

export const resolvers = {
  ...scalars,
  ...{ Query, Mutation, Asset, AssetDetail, Dataset, Feature, Job, ModelVersion, Deployment, Service },
  ...{ AssetFacet, LineageEdge, LineageVia, LineageDifference, Change, FailedCheck, Run },
};
