/** Scrape jobs as Prometheus reads them. */
import { type Discovery, type Duration, type ScrapeJob, type Site } from "../platforms/workload";
import { milliseconds } from "../stacks/duration";
import { type Settings } from "../stacks/settings";

/** A scrape job together with the workload that it belongs to; "prometheus" where it belongs to none of its own. */
export interface WorkloadJob {
  readonly workload: string;
  readonly job: ScrapeJob;
}

/** One of several servers among which the targets are divided. */
export interface Shard {
  /** From 0. */
  readonly number: number;
  /** How many there are. */
  readonly of: number;
}

/** The only one. */
export const unsharded: Shard = { number: 0, of: 1 };

/** Name of the label that lives during relabelling only, as Prometheus reserves its prefix for. */
const hashLabel = "__tmp_hash";

type Relabel = Readonly<Record<string, unknown>>;

/** The jobs of which a server has all targets, or a part of them. */
export function jobsOf(jobs: readonly WorkloadJob[], { number }: Shard): readonly WorkloadJob[] {
  return jobs.filter(({ job }) => number === 0 || (job.shards ?? "first") !== "first");
}

/**
 * The entries of scrape_configs for one server, sorted. Every series gets `job`, `cluster` and an `instance`. Throws an
 * Error for two jobs of one workload with one name.
 */
export function scrapeConfigs(
  settings: Settings,
  site: Site,
  jobs: readonly WorkloadJob[],
  shard: Shard = unsharded,
) {
  const owners = new Map<string, Set<string>>();
  for (const { workload, job } of jobs)
    owners.set(nameOf(job), (owners.get(nameOf(job)) ?? new Set()).add(workload));
  const configs = [...jobsOf(jobs, shard)].sort(order).flatMap(({ workload, job }) => {
    const shared = (owners.get(nameOf(job))?.size ?? 0) > 1;
    return scrapeConfig(settings, site, { workload, job: shared ? apart(job, workload) : job }, shard);
  });
  const names = configs.map(({ job_name }) => job_name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new Error(`two scrape configurations are called ${twice}; give one of the jobs another \`name\``);
  return configs;
}

/** Several workloads may share a job, but Prometheus wants every configuration to have a name of its own. */
function apart(job: ScrapeJob, workload: string): ScrapeJob {
  const name = nameOf(job);
  if (workload === name) return job;
  return { ...job, name: workload.startsWith(name) ? workload : `${name}-${workload}` };
}

const nameOf = ({ name, job }: ScrapeJob): string => name ?? job;

const order = (a: WorkloadJob, b: WorkloadJob): number =>
  a.job.job.localeCompare(b.job.job, "en") ||
  a.workload.localeCompare(b.workload, "en") ||
  String(a.job.params?.["module"]).localeCompare(String(b.job.params?.["module"]), "en") ||
  nameOf(a.job).localeCompare(nameOf(b.job), "en");

/** Port of the workload's own targets; a job that asks the workload about others has none. */
const ownPort = ({ port, through }: ScrapeJob): string | undefined => (through === true ? undefined : port);

/** How Prometheus finds targets of a job; undefined where all of them are at known addresses. */
export function discoveryOf(site: Site, { workload, job }: WorkloadJob): Discovery | undefined {
  const own = ownPort(job);
  return job.discover ?? (own === undefined ? undefined : site.discovery(workload, own));
}

/** Targets that Prometheus finds, targets at known addresses, or one configuration for each where a job has both. */
export function scrapeConfig(
  settings: Settings,
  site: Site,
  { workload, job }: WorkloadJob,
  shard: Shard = unsharded,
) {
  const own = ownPort(job);
  const discovery = discoveryOf(site, { workload, job });
  const found =
    discovery === undefined ? [] : [discovered(settings, site, { workload, job }, shard, discovery)];
  const targets = [
    ...(own === undefined || discovery !== undefined
      ? []
      : [{ address: site.address(workload, own), instance: job.instance ?? workload }]),
    ...(job.targets ?? []),
  ];
  if (targets.length === 0 && found.length > 0) return found;
  // What is found is chosen by labels that known addresses do not have: the two cannot share a configuration.
  // Nor do those have the stack's certificates.
  const fixed = found.length === 0 ? job : { ...job, client: {}, name: `${nameOf(job)}-fixed` };
  return [...found, atAddresses(settings, site, { workload, job: fixed }, shard, targets)];
}

function atAddresses(
  settings: Settings,
  site: Site,
  { workload, job }: WorkloadJob,
  shard: Shard,
  targets: readonly { readonly address: string; readonly instance: string }[],
) {
  const labels = { cluster: settings.cluster, ...job.labels };
  const relabel = [...through(site, { workload, job }), ...share(job, shard)];
  return {
    ...beginning(settings, job),
    static_configs: targets.map(({ address, instance }) => ({
      targets: [address],
      labels: { ...labels, instance, ...(job.name === undefined ? {} : { job: job.job }) },
    })),
    ...(relabel.length === 0 ? {} : { relabel_configs: relabel }),
    ...ending(job),
  };
}

function discovered(
  settings: Settings,
  site: Site,
  { workload, job }: WorkloadJob,
  shard: Shard,
  { role, namespaces, selectors, relabel }: Discovery,
) {
  return {
    ...beginning(settings, job),
    kubernetes_sd_configs: [
      {
        role,
        ...(namespaces === undefined ? {} : { namespaces: { names: namespaces } }),
        ...(selectors === undefined ? {} : { selectors }),
      },
    ],
    relabel_configs: [
      // Before what the discovery says, so that it may name jobs by what it finds.
      ...(job.name === undefined ? [] : [label("job", job.job)]),
      ...relabel,
      // After it, so that no label of a pod takes their place.
      ...Object.entries({ cluster: settings.cluster, ...job.labels }).map(([name, value]) =>
        label(name, value),
      ),
      ...through(site, { workload, job }),
      ...share(job, shard),
    ],
    ...ending(job),
  };
}

function beginning({ scrapeInterval }: Settings, job: ScrapeJob) {
  const interval = job.interval ?? scrapeInterval;
  return {
    job_name: nameOf(job),
    scrape_interval: interval,
    scrape_timeout: scrapeTimeout(interval),
    ...(job.path === undefined ? {} : { metrics_path: job.path }),
    ...(job.params === undefined ? {} : { params: job.params }),
    ...(job.honorLabels === undefined ? {} : { honor_labels: job.honorLabels }),
    ...job.client,
  };
}

const ending = ({ metricRelabel }: ScrapeJob) =>
  metricRelabel === undefined ? {} : { metric_relabel_configs: metricRelabel };

/** Sets a label to a text. A "$" of the text stands for itself. */
const label = (name: string, value: string): Relabel => ({
  target_label: name,
  replacement: value.replaceAll("$", "$$$$"),
});

/** Asks the workload about the target instead of the target itself. */
function through(site: Site, { workload, job }: WorkloadJob): readonly Relabel[] {
  if (job.through !== true) return [];
  return [
    { source_labels: ["__address__"], target_label: "__param_target" },
    { target_label: "__address__", replacement: site.address(workload, job.port ?? "http") },
  ];
}

/** Leaves a server its part of the targets. The last rules of all: they count by the address that is called. */
function share(job: ScrapeJob, { number, of }: Shard): readonly Relabel[] {
  if (job.shards !== "split" || of === 1) return [];
  return [
    {
      action: "hashmod",
      // Targets that are asked about through one exporter have one address.
      source_labels: job.through === true ? ["__address__", "__param_target"] : ["__address__"],
      modulus: of,
      target_label: hashLabel,
    },
    { action: "keep", source_labels: [hashLabel], regex: String(number) },
  ];
}

/** A scrape may take two thirds of its interval, at most the 10 s that Prometheus itself takes as default. */
export function scrapeTimeout(interval: Settings["scrapeInterval"]): Duration {
  const timeout = Math.min(10_000, Math.floor((milliseconds(interval) * 2) / 3));
  return timeout % 1000 === 0 ? `${timeout / 1000}s` : `${timeout}ms`;
}
