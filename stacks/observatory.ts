/**
 * The composition: which components a stack has, and what they contribute. Reads as the inventory.
 */
import { alertmanager } from "../components/alertmanager";
import { blackboxExporter } from "../components/blackbox-exporter";
import { cadvisor } from "../components/cadvisor";
import { clusterJobs, scrapeAccess } from "../components/cluster-jobs";
import { collectors } from "../components/collector";
import { dcgmExporter } from "../components/dcgm-exporter";
import { demo, type DemoProgram } from "../components/demo";
import { discoveryAccess } from "../components/discovery-access";
import { dockerSocketProxy } from "../components/docker-socket-proxy";
import { grafana } from "../components/grafana";
import { kubeStateMetrics } from "../components/kube-state-metrics";
import { lokiServers } from "../components/loki";
import { nodeExporter } from "../components/node-exporter";
import { postgresExporters } from "../components/postgres-exporter";
import { processExporter } from "../components/process-exporter";
import { prometheusShards } from "../components/ports";
import { prometheus } from "../components/prometheus";
import { ownJobs } from "../components/prometheus-config";
import { jobsOf, type Shard, type WorkloadJob } from "../components/scrape-config";
import { certified } from "../components/stack-certificates";
import { hasThanos } from "../components/thanos";
import { thanosCompact } from "../components/thanos-compact";
import { thanosQuery } from "../components/thanos-query";
import { thanosStore } from "../components/thanos-store";
import { allDashboards } from "../dashboards/catalogue";
import { type Dashboard } from "../dashboards/model/dashboard";
import { type Component, type ConfigFile, type Site, type Workload } from "../platforms/workload";
import { subjectRules } from "../rules/catalogue";
import { toSeconds } from "../rules/duration";
import { renderRules } from "../rules/render";
import { type Rules } from "../rules/rule";
import { inShard } from "../rules/shards";
import { demoSlos } from "../rules/slo/demo";
import { sloFromSettings } from "../rules/slo/from-settings";
import { sloRules } from "../rules/slo/rules";
import { targetRules } from "../rules/targets";
import { watchdogRules } from "../rules/watchdog";
import { capabilitiesOf, missing, rulesFor } from "./capabilities";
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
    ...onlyIf(site.runs("docker-socket-proxy"), () => dockerSocketProxy(settings, site)),
    ...onlyIf(site.runs("cadvisor"), () => cadvisor(settings, site)),
    ...collectors(settings, site),
    ...onlyIf(settings.gpu && site.runs("dcgm-exporter"), () => dcgmExporter(settings, site)),
    ...onlyIf(settings.demo, () => demo(settings, site, demoProgram())),
    ...onlyIf(inCluster(site), () => kubeStateMetrics(settings, site)),
    ...lokiServers(settings, site),
    nodeExporter(settings, site),
    ...postgresExporters(settings, site),
    processExporter(settings, site),
    ...(hasThanos(site) ? thanosServers(settings, site) : []),
  ];

  const has = capabilitiesOf(settings, site);
  const dashboards = allDashboards(settings.alerts, {
    has: (needs) => missing(has, needs).length === 0,
    shown: settings.dashboards,
    runbookBase: settings.runbooks,
  });
  const shown = onlyIf(settings.grafana.enabled && site.runs("grafana"), () =>
    grafana(settings, site, dashboards),
  );
  components.push(...shown);
  components.push(blackboxExporter(settings, site, certified(settings, site, components)));

  // Prometheus comes last: it is configured with what all others contribute, and with its own.
  const jobs: readonly WorkloadJob[] = [
    ...ownJobs(settings, site),
    ...(inCluster(site) ? clusterJobs(settings) : []),
    ...components.flatMap(({ workload, scrape }) => scrape.map((job) => ({ workload: workload.name, job }))),
  ];
  const contributed = [...subjectRules, ...objectiveRules(settings)];
  const shards = prometheusShards(settings).map((_, number, { length: of }) => {
    const shard: Shard = { number, of };
    const rules = rulesFor(has, rulesOf(shard, jobs, contributed));
    const own = jobsOf(jobs, shard);
    const clusterAccess = [...discoveryAccess(site, own), ...scrapeAccess(own)];
    const ruleFiles = renderedRules(rules, settings, site);
    return { rules, component: prometheus(settings, site, { shard, jobs, ruleFiles, clusterAccess }) };
  });
  components.push(...shards.map(({ component }) => component));

  const workloads = components.map(({ workload }) => workload).sort((a, b) => (a.name < b.name ? -1 : 1));
  // The first shard has every rule that there is.
  return { settings, workloads, jobs, rules: shards[0]?.rules ?? [], dashboards };
}

/** What the stack and its services promise; no group where nothing is promised. */
function objectiveRules({ demo: runsDemo, slos }: Settings): Rules[] {
  const objectives = [...(runsDemo ? demoSlos : []), ...slos.map(sloFromSettings)];
  return onlyIf(objectives.length > 0, () => sloRules(objectives));
}

/** The rules that one shard evaluates; the only one, as they are. */
function rulesOf(
  shard: Shard,
  jobs: readonly WorkloadJob[],
  contributed: readonly Rules[],
): readonly Rules[] {
  const expected = jobs.filter(({ job }) => job.mayBeEmpty !== true);
  const names = [...new Set(expected.map(({ job }) => job.job))].sort();
  const divided = expected.filter(({ job }) => job.shards === "split").map(({ job }) => job.job);
  const targets = shard.of === 1 ? targetRules(names) : targetRules(shard.number === 0 ? names : [], divided);
  // The first shard watches the others, and only the watchdog's silence tells of the first.
  const watchdog = shard.number === 0 ? [watchdogRules] : [];
  return [targets, ...watchdog, ...contributed].map((rules) => inShard(rules, shard));
}

/** One rule file per subject, as Prometheus reads it. */
function renderedRules(rules: readonly Rules[], settings: Settings, site: Site): ConfigFile[] {
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
      content: renderRules(group, {
        tuning: settings.alerts,
        links,
        scrapeSeconds: toSeconds(settings.scrapeInterval),
        evaluationSeconds: toSeconds(settings.evaluationInterval),
      }),
      onChange: "reload",
    }));
}

/** The querier, and what looks after object storage where there is some. */
function thanosServers(settings: Settings, site: Site): Component[] {
  const stored = settings.objectStorage !== undefined;
  return [
    ...(stored ? [thanosCompact(settings, site)] : []),
    thanosQuery(settings, site),
    ...(stored ? [thanosStore(settings, site)] : []),
  ];
}

const inCluster = ({ target }: Site): boolean => target === "kubernetes";

function onlyIf<T>(condition: boolean, make: () => T): T[] {
  return condition ? [make()] : [];
}
