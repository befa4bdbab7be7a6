/** What a stack asks of a cluster: the sums over all its servers, as they are deployed. */
import { mebibytes } from "../components/units";
import { kubernetesSite } from "../platforms/kubernetes/site";
import { type Duration, type Workload } from "../platforms/workload";
import { toSeconds } from "../rules/duration";
import { catalogue } from "./catalogue";
import { describe } from "./observatory";
import { parseSettings } from "./parse-settings";
import { requiredSecrets } from "./secret-keys";
import { type Settings, type SettingsInput } from "./settings";
import { type SizeName } from "./sizing";
import { load } from "./sizing-load";
import { bytesPerDay, figures } from "./sizing-needs";

/** CPU in cores, everything else in GiB. */
export interface Cost {
  readonly cpu: number;
  readonly memory: number;
  /** Volumes. */
  readonly disk: number;
}

export interface StackCost {
  /** What runs once or several times, whatever the number of nodes. */
  readonly servers: Cost;
  /** What runs on each node; its data lies on the node itself. */
  readonly eachNode: Cost;
  /** In object storage, once the default retention is reached. */
  readonly metrics: number;
  /** Likewise; of each line once. */
  readonly logs: number;
}

/** What a size asks for, with object storage and a database for Grafana, and nothing else written. */
export function costOf(size: SizeName): StackCost {
  const settings = settingsOf(size);
  const { workloads } = describe(settings, kubernetesSite(settings), () => {
    throw new Error("the stack has no demo");
  });
  const { seriesOfShards, samplesPerSecond, series, logBytesPerDay } = load(size);
  const { raw, fiveMinutes, oneHour } = settings.thanos.retention;
  const days = rawDays({ raw: inDays(raw), fiveMinutes: inDays(fiveMinutes), oneHour: inDays(oneHour) });
  const samples = (samplesPerSecond * seriesOfShards) / series;
  return {
    servers: sum(workloads.filter(({ eachHost }) => eachHost === undefined).map(costOfWorkload)),
    eachNode: sum(workloads.filter(({ eachHost }) => eachHost !== undefined).map(costOfWorkload)),
    metrics: gibibytes(bytesPerDay(samples) * days * settings.prometheus.replicas),
    logs: gibibytes((logBytesPerDay * inDays(settings.loki.retention)) / figures.compression),
  };
}

/**
 * Days of full samples that take as much as what Thanos keeps: five averages of two bytes for each five minutes or each
 * hour, where full samples take 1.5 bytes each 15 seconds.
 */
export function rawDays(kept: { raw: number; fiveMinutes: number; oneHour: number }): number {
  const averages = 5 * 2;
  const full = (seconds: number) => (seconds / 15) * figures.bytesPerSample;
  return kept.raw + (kept.fiveMinutes * averages) / full(300) + (kept.oneHour * averages) / full(3600);
}

function settingsOf(size: SizeName): Settings {
  const values = {
    target: "kubernetes" as const,
    size,
    kubernetes: { context: "sizing" },
    routes: { critical: [] },
    objectStorage: { endpoint: "s3.example.com", metricsBucket: "metrics", logsBucket: "logs" },
    grafana: { database: { address: "db.example.com:5432" } },
  } satisfies SettingsInput;
  const secretKeys = requiredSecrets(values).map(({ key }) => key);
  return parseSettings({ stack: "sizing", catalogue, secretKeys, values });
}

function costOfWorkload(workload: Workload): Cost {
  const { replicas = 1, eachHost, data, sidecars = [] } = workload;
  const containers = [workload, ...sidecars];
  return {
    // What says nothing gets what platforms/kubernetes/container.ts gives it.
    cpu: (replicas * total(containers.map(({ cpu = "50m" }) => Number.parseInt(cpu, 10)))) / 1000,
    memory:
      (replicas * total(containers.map(({ memory }) => (memory === undefined ? 0 : mebibytes(memory))))) /
      1024,
    disk: data === undefined || eachHost !== undefined ? 0 : (replicas * mebibytes(data.size)) / 1024,
  };
}

function sum(costs: readonly Cost[]): Cost {
  return {
    cpu: total(costs.map(({ cpu }) => cpu)),
    memory: total(costs.map(({ memory }) => memory)),
    disk: total(costs.map(({ disk }) => disk)),
  };
}

const total = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const gibibytes = (bytes: number): number => bytes / 1024 ** 3;
const inDays = (duration: Duration): number => toSeconds(duration) / 86_400;
