/** The areas that are watched, each as one state: what fires there, and whether it is there at all. */
import { recordedContainers } from "./containers";
import { promql, type Promql } from "./promql";
import { ofRecorded } from "./recorded";
import { signal, type Scope } from "./signal";

/** A part of what is watched that has dashboards and alerts of its own. */
export interface Area {
  readonly name: string;
  /** uid of the dashboard that shows it. */
  readonly dashboard: string;
  /** Values of the label `service` of its alerts. */
  readonly services: readonly string[];
  /** A number where there is something to watch, nothing where not: what a stack does not have is not shown. */
  present(scope: Scope): Promql;
}

const up = (job: string) => (s: Scope) => promql`count(up{${s.select(job)}})`;

export const areas: readonly Area[] = [
  { name: "Hosts", dashboard: "hosts", services: ["host"], present: up("node") },
  { name: "Processes", dashboard: "processes", services: ["processes"], present: up("process") },
  {
    name: "Containers",
    dashboard: "containers",
    services: ["containers"],
    present: (s) => promql`count(${recordedContainers.age}${ofRecorded(s)})`,
  },
  { name: "Databases", dashboard: "postgres-fleet", services: ["postgres"], present: up("postgres") },
  { name: "GPUs", dashboard: "gpu", services: ["gpu"], present: up("dcgm") },
  {
    name: "Probes",
    dashboard: "probes",
    services: ["network", "probe"],
    present: (s) => promql`count(probe_success{${s.select("blackbox")}})`,
  },
  {
    name: "Services",
    dashboard: "services",
    services: ["database", "http", "runtime", "services"],
    present: (s) => promql`count(http_requests_in_flight${s.any} or app_ready${s.any})`,
  },
  {
    name: "Business",
    dashboard: "business",
    services: ["processing", "tasks", "users"],
    present: (s) => promql`count(app_users_active${s.any} or app_tasks_waiting${s.any})`,
  },
  {
    name: "Objectives",
    dashboard: "slo",
    services: ["slo"],
    present: (s) => promql`count(slo_service:objective:ratio${ofRecorded(s)})`,
  },
  { name: "Kubernetes", dashboard: "kubernetes", services: ["kubernetes"], present: up("kube-apiserver") },
  {
    name: "The stack",
    dashboard: "stack",
    services: [
      "alertmanager",
      "collector",
      "exporters",
      "grafana",
      "loki",
      "prometheus",
      "servers",
      "targets",
      "thanos",
    ],
    present: up("prometheus"),
  },
];

const firing = ({ services }: Area, severity: string): Promql =>
  promql`count(ALERTS{alertstate="firing", severity=~"${severity}", service=~"${services.join("|")}"})`;

// The sums have no labels left; instance is one of what they are made from, which is "" there.
const named = (expr: Promql, label: string, value: string): Promql =>
  promql`label_replace(${expr}, "${label}", "${value}", "instance", ".*")`;

const ofAll = (one: (area: Area) => Promql): Promql =>
  areas.map((area) => named(one(area), "area", area.name)).reduce((all, each) => promql`${all} or ${each}`);

export const areaState = signal({
  title: "Areas",
  unit: "short",
  by: ["area"],
  min: 0,
  max: 2,
  meaning:
    "The state of each area that is watched: 0 while none of its alerts fires, 1 while one does that is a warning, 2 while a critical one does. Areas that there are not are left out.",
  value: (s) =>
    ofAll(
      (area) =>
        promql`2 + 0 * ${firing(area, "critical")} or 1 + 0 * ${firing(area, "warning|info")} or 0 * ${area.present(s)}`,
    ),
});

const counted = (title: string, severity: string, meaning: string) =>
  signal({
    title,
    unit: "short",
    tone: "error",
    by: ["area", "dashboard"],
    min: 0,
    meaning,
    value: (s) =>
      ofAll((area) =>
        named(promql`${firing(area, severity)} or 0 * ${area.present(s)}`, "dashboard", area.dashboard),
      ),
  });

export const areaCritical = counted(
  "Critical alerts",
  "critical",
  "Critical alerts of the area that fire now.",
);

export const areaWarnings = counted(
  "Warnings",
  "warning|info",
  "Alerts of the area that fire now and are no more than warnings.",
);
