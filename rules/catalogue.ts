import { alertmanagerRules } from "./alertmanager";
import { businessRules } from "./business";
import { collectorRules } from "./collector";
import { containerRules } from "./containers";
import { exporterRules } from "./exporters";
import { gpuRules } from "./gpu";
import { grafanaRules } from "./grafana";
import { allHostRules } from "./hosts";
import { kubernetesRules } from "./kubernetes";
import { lokiRules } from "./loki";
import { networkQualityRules } from "./network-quality";
import { pastRules } from "./past";
import { postgresRules } from "./postgres";
import { probeHistoryRules, probeRules } from "./probes";
import { processRules } from "./processes";
import { prometheusRules } from "./prometheus";
import { type Alert, type Rules } from "./rule";
import { serverRules } from "./servers";
import { serviceRules } from "./services";
import { otlpServiceRules } from "./services-otlp";
import { runtimeRules } from "./services-runtime";
import { demoSlos } from "./slo/demo";
import { sloRules } from "./slo/rules";
import { stackCertificateRules } from "./stack-certificates";
import { targetRules } from "./targets";
import { thanosRules } from "./thanos";
import { userRules } from "./users";
import { watchdogRules } from "./watchdog";

/** Every group of rules about a subject, whatever a stack has; a stack takes those whose needs it meets. */
export const subjectRules: readonly Rules[] = [
  alertmanagerRules,
  ...allHostRules,
  businessRules,
  collectorRules,
  containerRules,
  exporterRules,
  gpuRules,
  grafanaRules,
  kubernetesRules,
  lokiRules,
  networkQualityRules,
  otlpServiceRules,
  pastRules,
  postgresRules,
  probeHistoryRules,
  probeRules,
  processRules,
  prometheusRules,
  runtimeRules,
  serverRules,
  serviceRules,
  stackCertificateRules,
  thanosRules,
  userRules,
].flat();

/**
 * Every group of rules that there is. `expectedJobs` as in `targetRules`; the default serves where only names and texts
 * matter. Throws an Error for a name that two alerts have.
 */
export function allRules(
  expectedJobs: readonly string[] = ["alertmanager", "node", "prometheus"],
): readonly Rules[] {
  const all = [...subjectRules, sloRules(demoSlos), targetRules(expectedJobs), watchdogRules];
  return distinct([...all].sort((a, b) => (a.name < b.name ? -1 : 1)));
}

/** The groups as they are. Throws an Error for names that stand twice: of a group, a recording rule or an alert. */
export function distinct(all: readonly Rules[]): readonly Rules[] {
  const alerts = new Map<string, Alert>();
  for (const alert of all.flatMap((rules) => rules.alerts)) {
    const other = alerts.get(alert.name);
    if (other !== undefined)
      throw new Error(
        `${alert.file}: alert ${alert.name} has the name of one in ${other.file}. Name one of them otherwise.`,
      );
    alerts.set(alert.name, alert);
  }
  const groups = all.map(({ name }) => name);
  const twice = groups.find((name, index) => groups.indexOf(name) !== index);
  if (twice !== undefined)
    throw new Error(`Two groups of rules are called ${twice}. Name one of them otherwise.`);
  return all;
}

/** Every alert that there is, by name. */
export const allAlerts: Readonly<Record<string, Alert>> = Object.fromEntries(
  allRules()
    .flatMap((rules) => rules.alerts)
    .map((alert) => [alert.name, alert] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** Names of all alerts, sorted. */
export const alertNames: readonly string[] = Object.keys(allAlerts);
