import { scalars } from '../../../platform/scalars.ts';
import { Alert } from './alert.ts';
import { AlertContext } from './alert-context.ts';
import { AlertRun } from './alert-run.ts';
import { AlertTrace } from './alert-trace.ts';
import { Alternative } from './alternative.ts';
import { Asset } from './asset.ts';
import { Cause, Evidence } from './cause.ts';
import { AnsweredCause, CauseConfirmation, ConfirmedCause } from './cause-confirmation.ts';
import { CausePathStep } from './cause-path-step.ts';
import { Delivery } from './delivery.ts';
import { Incident } from './incident.ts';
import { IncidentChange } from './incident-change.ts';
import { IncidentTimes } from './incident-times.ts';
import { LabelledCase } from './labelled-case.ts';
import { Metric } from './metric.ts';
import { Mutation } from './mutation.ts';
import { NotificationReceiver } from './notification-receiver.ts';
import { PostMortem } from './post-mortem.ts';
import { PostMortemAction } from './post-mortem-action.ts';
import { PostMortemVersion } from './post-mortem-version.ts';
import { Query } from './query.ts';
import { RootCause } from './root-cause.ts';
import { AlertMatcher, Silence, SilencePayload, Weekly } from './silence.ts';
import { Span } from './span.ts';
import { Suspicion } from './suspicion.ts';
import { TimelineEntry } from './timeline-entry.ts';

export const resolvers = {
  ...scalars,
  Metric,
  Query,
  Mutation,
  Alert,
  AlertContext,
  AlertMatcher,
  AlertRun,
  AlertTrace,
  Alternative,
  AnsweredCause,
  Asset,
  Cause,
  CauseConfirmation,
  CausePathStep,
  ConfirmedCause,
  Delivery,
  Evidence,
  Incident,
  IncidentChange,
  IncidentTimes,
  LabelledCase,
  NotificationReceiver,
  RootCause,
  PostMortem,
  PostMortemAction,
  PostMortemVersion,
  Silence,
  SilencePayload,
  Span,
  Suspicion,
  TimelineEntry,
  Weekly,
};
