import { type Capability } from "../rules/capability";
import { runbookUrl } from "../rules/render";
import { type Tunings } from "../rules/tuning";
import { byText } from "../signals/by-text";
import { capacityDashboard } from "./capacity";
import { containerDashboard } from "./container";
import { containersDashboard } from "./containers";
import { gpu } from "./gpu";
import { gpuDevice } from "./gpu-device";
import { gpuJobs } from "./gpu-jobs";
import { hardwareDashboard } from "./hardware";
import { host } from "./host";
import { hostSystemDashboard } from "./host-system";
import { hostsDashboard } from "./hosts";
import { memoryDashboard } from "./memory";
import { networkDashboard } from "./network";
import { processGroupDashboard } from "./process-group";
import { storageDashboard } from "./storage";
import { thanosDashboard } from "./thanos";
import { prometheus } from "./prometheus";
import { lokiDashboard } from "./loki";
import { collectorDashboard } from "./collector";
import { alertmanagerDashboard } from "./alertmanager";
import { alertsDashboard } from "./alerts";
import { exportersDashboard } from "./exporters";
import { grafanaDashboard } from "./grafana";
import { historyDashboard } from "./history";
import { liveDashboard } from "./live";
import { logErrorsDashboard } from "./log-errors";
import { logsDashboard } from "./logs";
import { securityDashboard } from "./security";
import { type Dashboard, type Definition } from "./model/dashboard";
import { type Surroundings } from "./model/draw-panel";
import { render } from "./model/render";
import { kubernetesDashboard } from "./kubernetes";
import { kubernetesApiServerDashboard } from "./kubernetes-api-server";
import { kubernetesControlPlaneDashboard } from "./kubernetes-control-plane";
import { kubernetesNamespacesDashboard } from "./kubernetes-namespaces";
import { kubernetesNetworkDashboard } from "./kubernetes-network";
import { kubernetesNodeDashboard } from "./kubernetes-node";
import { kubernetesNodesDashboard } from "./kubernetes-nodes";
import { kubernetesPodsDashboard } from "./kubernetes-pods";
import { kubernetesScalingDashboard } from "./kubernetes-scaling";
import { kubernetesStorageDashboard } from "./kubernetes-storage";
import { kubernetesWorkloadsDashboard } from "./kubernetes-workloads";
import { overview } from "./overview";
import { probesDashboard } from "./probes";
import { processesDashboard } from "./processes";
import { postgres } from "./postgres";
import { postgresFleet } from "./postgres-fleet";
import { postgresLocks } from "./postgres-locks";
import { postgresQueries } from "./postgres-queries";
import { postgresReplication } from "./postgres-replication";
import { postgresVacuum } from "./postgres-vacuum";
import { dependenciesDashboard } from "./dependencies";
import { networkQualityDashboard } from "./network-quality";
import { behaviourDashboard } from "./behaviour";
import { businessDashboard } from "./business";
import { processingDashboard } from "./processing";
import { service } from "./service";
import { serviceRuntime } from "./service-runtime";
import { services } from "./services";
import { otlpServices } from "./services-otlp";
import { sessionsDashboard } from "./sessions";
import { sloDashboard } from "./slo";
import { tlsDashboard } from "./tls";
import { usersDashboard } from "./users";
import { stack } from "./stack";

/** Every dashboard that there is, the home page first. A new one is a file beside this one, and a line here. */
export const definitions: readonly Definition[] = [
  overview,
  alertsDashboard,
  historyDashboard,
  liveDashboard,
  logErrorsDashboard,
  logsDashboard,
  securityDashboard,
  hostsDashboard,
  capacityDashboard,
  containerDashboard,
  containersDashboard,
  gpu,
  gpuDevice,
  gpuJobs,
  hardwareDashboard,
  host,
  hostSystemDashboard,
  memoryDashboard,
  networkDashboard,
  kubernetesDashboard,
  kubernetesNamespacesDashboard,
  kubernetesWorkloadsDashboard,
  kubernetesPodsDashboard,
  kubernetesNodesDashboard,
  kubernetesNodeDashboard,
  kubernetesStorageDashboard,
  kubernetesNetworkDashboard,
  kubernetesScalingDashboard,
  kubernetesApiServerDashboard,
  kubernetesControlPlaneDashboard,
  postgresFleet,
  postgres,
  postgresQueries,
  postgresLocks,
  postgresReplication,
  postgresVacuum,
  probesDashboard,
  dependenciesDashboard,
  networkQualityDashboard,
  tlsDashboard,
  processesDashboard,
  processGroupDashboard,
  storageDashboard,
  businessDashboard,
  processingDashboard,
  services,
  otlpServices,
  service,
  serviceRuntime,
  sloDashboard,
  usersDashboard,
  behaviourDashboard,
  sessionsDashboard,
  stack,
  alertmanagerDashboard,
  collectorDashboard,
  exportersDashboard,
  grafanaDashboard,
  lokiDashboard,
  prometheus,
  thanosDashboard,
];

/** uids of all dashboards, sorted: what may stand under `dashboards` in a stack file. */
export const dashboardUids: readonly string[] = definitions.map((each) => each.uid).sort();

/** What a stack says about its dashboards. */
export interface Choice {
  /** false takes a dashboard away, by uid; links to it go, too. @default all are there */
  readonly shown?: Readonly<Record<string, boolean>>;
  /** Address of the folder of runbook pages. A path in the checkout gives no links: browsers cannot go there. @default no links */
  readonly runbookBase?: string;
  /** What there is to show; dashboards of what is not there are left out. @default everything */
  readonly has?: (needs: readonly Capability[]) => boolean;
}

/**
 * The dashboards of a stack. `tuning` is `alerts` of the stack file: lines in panels lie where its alerts fire.
 * Throws an Error for a uid that is not there.
 */
export function allDashboards(tuning: Tunings = {}, choice: Choice = {}): readonly Dashboard[] {
  const { shown = {}, runbookBase, has = () => true } = choice;
  const unknown = Object.keys(shown).find((uid) => !dashboardUids.includes(uid));
  if (unknown !== undefined)
    throw new Error(`dashboards.${unknown} is not a dashboard. There are: ${dashboardUids.join(", ")}.`);
  const uids = definitions.flatMap(({ uid, needs }) => (shown[uid] !== false && has(needs) ? [uid] : []));
  return rendered(JSON.stringify({ uids, tuning, runbookBase } satisfies Asked));
}

/** Everything that a set of dashboards depends on, beside what is written. */
interface Asked {
  readonly uids: readonly string[];
  readonly tuning: Tunings;
  readonly runbookBase: string | undefined;
}

/** Most stacks of a program, and of a test, ask for the same set; to draw it is half of describing a stack. */
const rendered = byText((asked): readonly Dashboard[] => {
  const { uids, tuning, runbookBase } = JSON.parse(asked) as Asked;
  const chosen = definitions.filter(({ uid }) => uids.includes(uid));
  const around = surroundings(chosen, tuning, runbookBase);
  return chosen.map((each) => render(each, around));
}, 8);

/** What the dashboards know of each other and of the stack. */
export function surroundings(
  present: readonly Definition[],
  alerts: Tunings,
  runbookBase?: string,
): Surroundings {
  return {
    alerts,
    dashboards: new Map(present.map((each) => [each.uid, each.title])),
    ...(runbookBase !== undefined && /^https?:/.test(runbookBase)
      ? { runbook: runbookUrl(runbookBase, "{alert}") }
      : {}),
  };
}
