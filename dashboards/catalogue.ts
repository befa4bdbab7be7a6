import { type Capability } from "../rules/capability";
import { runbookUrl } from "../rules/render";
import { type Tunings } from "../rules/tuning";
import { containersDashboard } from "./containers";
import { gpu } from "./gpu";
import { hardwareDashboard } from "./hardware";
import { host } from "./host";
import { thanosDashboard } from "./thanos";
import { prometheus } from "./prometheus";
import { lokiDashboard } from "./loki";
import { collectorDashboard } from "./collector";
import { alertmanagerDashboard } from "./alertmanager";
import { type Dashboard, type Definition } from "./model/dashboard";
import { type Surroundings } from "./model/draw-panel";
import { render } from "./model/render";
import { kubernetesDashboard } from "./kubernetes";
import { kubernetesControlPlaneDashboard } from "./kubernetes-control-plane";
import { kubernetesNodesDashboard } from "./kubernetes-nodes";
import { kubernetesWorkloadsDashboard } from "./kubernetes-workloads";
import { overview } from "./overview";
import { probesDashboard } from "./probes";
import { processesDashboard } from "./processes";
import { postgres } from "./postgres";
import { businessDashboard } from "./business";
import { services } from "./services";
import { sloDashboard } from "./slo";
import { usersDashboard } from "./users";
import { stack } from "./stack";

/** Every dashboard that there is, the home page first. A new one is a file beside this one, and a line here. */
export const definitions: readonly Definition[] = [
  overview,
  containersDashboard,
  gpu,
  hardwareDashboard,
  host,
  kubernetesDashboard,
  kubernetesControlPlaneDashboard,
  kubernetesNodesDashboard,
  kubernetesWorkloadsDashboard,
  postgres,
  probesDashboard,
  processesDashboard,
  businessDashboard,
  services,
  sloDashboard,
  usersDashboard,
  stack,
  alertmanagerDashboard,
  collectorDashboard,
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
  const chosen = definitions.filter((each) => shown[each.uid] !== false && has(each.needs));
  return chosen.map((each) => render(each, surroundings(chosen, tuning, runbookBase)));
}

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
