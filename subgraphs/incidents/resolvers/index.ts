import { scalars } from '../../../platform/scalars.ts';
import { Alert } from './alert.ts';
import { AlertContext } from './alert-context.ts';
import { AlertRun } from './alert-run.ts';
import { AlertTrace } from './alert-trace.ts';
import { Asset } from './asset.ts';
import { Cause } from './cause.ts';
import { CausePathStep } from './cause-path-step.ts';
import { Incident } from './incident.ts';
import { IncidentChange } from './incident-change.ts';
import { Query } from './query.ts';
import { Span } from './span.ts';

export const resolvers = {
  ...scalars,
  Query,
  Alert,
  AlertContext,
  AlertRun,
  AlertTrace,
  Asset,
  Cause,
  CausePathStep,
  Incident,
  IncidentChange,
  Span,
};
