/**
 * The composition: which components a stack has, and what they contribute. Reads as the inventory.
 */
import { alertmanager } from "../components/alertmanager";
import { blackboxExporter } from "../components/blackbox-exporter";
import { cadvisor } from "../components/cadvisor";
import { collector } from "../components/collector";
import { dcgmExporter } from "../components/dcgm-exporter";
import { demo, type DemoProgram } from "../components/demo";
import { dockerSocketProxy } from "../components/docker-socket-proxy";
import { grafana } from "../components/grafana";
import { loki } from "../components/loki";
import { nodeExporter } from "../components/node-exporter";
import { postgresExporters } from "../components/postgres-exporter";
import { processExporter } from "../components/process-exporter";
import { ownContribution, prometheus, type WorkloadJob } from "../components/prometheus";
import { allDashboards } from "../dashboards/catalogue";
import { type Dashboard } from "../dashboards/model/dashboard";
import { type Component, type ConfigFile, type Site, type Workload } from "../platforms/workload";
import { renderRules } from "../rules/render";
import { type Rules } from "../rules/rule";
import { targetRules } from "../rules/targets";
import { watchdogRules } from "../rules/watchdog";
import { type Settings } from "./settings";

/** A stack, described: plain data that a platform deploys, the renderer writes down and tests look at. */
export interface Stack {
  readonly settings: Settings;
  readonly workloads: readonly Workload[];
  readonly jobs: readonly WorkloadJob[];
  readonly rules: readonly Rules[];
  readonly dashboards: readonly Dashboard[];
}

/** Describes a stack. Pure: the same settings and site give the same stack, letter for letter. */
export function describe(settings: Settings, site: Site, demoProgram: () => DemoProgram): Stack {
  const components: Component[] = [
    alertmanager(settings, site),
    blackboxExporter(settings, site),
    ...onlyIf(site.runs("docker-socket-proxy"), () => dockerSocketProxy(settings, site)),
    ...onlyIf(site.runs("cadvisor"), () => cadvisor(settings, site)),
    collector(settings, site),
    ...onlyIf(settings.gpu && site.runs("dcgm-exporter"), () => dcgmExporter(settings, site)),
    ...onlyIf(settings.demo, () => demo(settings, site, demoProgram())),
    loki(settings, site),
    nodeExporter(settings, site),
    ...postgresExporters(settings, site),
    processExporter(settings, site),
  ];

  const dashboards = allDashboards(settings.alerts, {
    shown: settings.dashboards,
    runbookBase: settings.runbooks,
  });
  const shown = onlyIf(settings.grafana.enabled && site.runs("grafana"), () =>
    grafana(settings, site, dashboards),
  );
  components.push(...shown);

  // Prometheus comes last: it is configured with what all others contribute, and with its own.
  const jobs = [
    ownContribution.job,
    ...components.flatMap(({ workload, scrape }) => scrape.map((job) => ({ workload: workload.name, job }))),
  ];
  const expectedJobs = [...new Set(jobs.map(({ job }) => job.job))].sort();
  const rules = [
    targetRules(expectedJobs),
    watchdogRules,
    ...ownContribution.rules,
    ...components.flatMap((component) => component.rules),
  ];
  components.push(prometheus(settings, site, jobs, ruleFiles(rules, settings, site)));

  const workloads = components.map(({ workload }) => workload).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { settings, workloads, jobs, rules, dashboards };
}

/** One rule file per subject, as Prometheus reads it. */
function ruleFiles(rules: readonly Rules[], settings: Settings, site: Site): ConfigFile[] {
  const grafana = settings.grafana.enabled && site.runs("grafana");
  const links = {
    // A link to a Grafana that is not there would be worse than none.
    ...(grafana ? { grafanaUrl: site.publicUrl("grafana", "http") } : {}),
    runbookBase: settings.runbooks,
  };
  return [...rules]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((group) => ({
      name: `rules/${group.name}.yml`,
      content: renderRules(group, { tuning: settings.alerts, links }),
      onChange: "reload",
    }));
}

function onlyIf<T>(condition: boolean, make: () => T): T[] {
  return condition ? [make()] : [];
}
