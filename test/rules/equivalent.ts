/** A change that makes no difference, so that no case can notice it, and why. */
export interface Equivalent {
  readonly of: string;
  /** A part of the change as `npm run test:mutate` prints it. */
  readonly change: string;
  readonly because: string;
}

export const equivalent: readonly Equivalent[] = [
  { of: "CollectorRestarting", change: "threshold 2 becomes 2.08", because: "starts are whole numbers" },
  { of: "StackServerRestarting", change: "threshold 2 becomes 2.08", because: "starts are whole numbers" },
  { of: "ContainerRestarting", change: "threshold 2 becomes 2.08", because: "restarts are whole numbers" },
  { of: "ProcessesRestarting", change: "threshold 2 becomes 2.08", because: "restarts are whole numbers" },
  { of: "ServiceRestarting", change: "threshold 2 becomes 2.08", because: "restarts are whole numbers" },
  { of: "ProbeFlapping", change: "threshold 7 becomes 7.28", because: "changes are whole numbers" },
  { of: "ProbesAllFailing", change: "least 3 becomes 2.88", because: "probes are whole numbers" },
  { of: "ProbeRedirectsMany", change: "from 5 becomes 4.8", because: "redirects are whole numbers" },
  { of: "NetworkRouteChanging", change: "times 4 becomes 3.84", because: "changes are whole numbers" },
  { of: "HostRebootsRepeatedly", change: "threshold 2 becomes 2.08", because: "starts are whole numbers" },
  { of: "HostKernelsDiffer", change: "threshold 1 becomes 1.04", because: "releases are whole numbers" },
  { of: "KubeNodeFlapping", change: "threshold 4 becomes 4.16", because: "changes are whole numbers" },
  { of: "KubeVersionSkew", change: "threshold 1 becomes 1.04", because: "versions are whole numbers" },
  {
    of: "PostgresSessionsBlocked",
    change: "threshold 2 becomes 2.08",
    because: "sessions are whole numbers",
  },
  {
    of: "PostgresVersionOld",
    change: "threshold 15 becomes 14.4",
    because: "major versions are whole numbers",
  },
  {
    of: "KubeNodesManyNotReady",
    change: "or becomes and",
    because: "no node that is not ready is as quiet as 0",
  },
  {
    of: "KubeStateMetricsWatchErrors",
    change: "or becomes and",
    because: "no error at all is as quiet as 0",
  },
  {
    of: "ServiceOtlpErrorsHigh",
    change: "])) or becomes and",
    because: "a share of 0 is as far below the limit as no share at all",
  },
  {
    of: "ServiceOtlpErrorsHigh",
    change: "])) or 0 * sum by (job",
    because: "a share of 0 is as far below the limit as no share at all",
  },
  {
    of: "ServiceCallsFailing",
    change: "])) or becomes and",
    because: "a share of 0 is as far below the limit as no share at all",
  },
  {
    of: "ServiceCallsFailing",
    change: "])) or 0 * sum by (job",
    because: "a share of 0 is as far below the limit as no share at all",
  },
  {
    of: "ServiceDatabaseFailing",
    change: "])) or becomes and",
    because: "a share of 0 is as far below the limit as no share at all",
  },
  {
    of: "ServiceDatabaseFailing",
    change: "])) or 0 * sum by (job",
    because: "a share of 0 is as far below the limit as no share at all",
  },
  {
    of: "ServiceErrorsHigh",
    change: "])) or becomes and",
    because: "a share of 0 is as far below the limit as no share at all",
  },
  {
    of: "ServiceErrorsHigh",
    change: "])) or 0 * sum by (job",
    because: "a share of 0 is as far below the limit as no share at all",
  },
  {
    of: "ServiceInstanceDiffers",
    change: "])) or becomes and",
    because: "a share of 0 is as far below the limit as no share at all",
  },
  {
    of: "ServiceInstanceDiffers",
    change: "])) or 0 * sum by (job",
    because: "a share of 0 is as far below the limit as no share at all",
  },
  {
    of: "ServiceRequestsRefused",
    change: "])) or becomes and",
    because: "a share of 0 is as far below the limit as no share at all",
  },
  {
    of: "ServiceRequestsRefused",
    change: "])) or 0 * sum by (job",
    because: "a share of 0 is as far below the limit as no share at all",
  },
];
