import { type Workload } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { type LokiCommon } from "./loki";
import { copies } from "./loki-ring";
import { lokiParts } from "./ports";
import { partOfCpu, partOfSize } from "./units";

type PartName = (typeof lokiParts)[number];

interface Part {
  /**
   * As many as the settings say; as many as there are copies, which tells how many must agree; two, so that one may
   * die; or the one that there may be.
   */
  readonly members: "replicas" | "copies" | "two" | "one";
  /** Share of memory and CPU of the settings, which are those of an ingester. */
  readonly share: number;
  /** Share of the disk of the settings; parts without one keep nothing. */
  readonly disk?: number;
}

/** The parts of Loki. Never its "read", "write" and "backend", which the next version refuses to start. */
const parts: Readonly<Record<PartName, Part>> = {
  // Two would delete and join the same things.
  compactor: { members: "one", share: 0.5, disk: 0.5 },
  distributor: { members: "replicas", share: 0.25 },
  "index-gateway": { members: "copies", share: 0.5, disk: 0.5 },
  ingester: { members: "replicas", share: 1, disk: 1 },
  "pattern-ingester": { members: "two", share: 0.25, disk: 0.1 },
  querier: { members: "replicas", share: 0.5 },
  "query-frontend": { members: "two", share: 0.25 },
  "query-scheduler": { members: "two", share: 0.1 },
};

/**
 * Loki sets up the parts of a process in an order of chance, and ends with the first entry where what sends entries to
 * the pattern ingester comes before the configurations that it reads. Named first, these come first.
 * @see https://github.com/grafana/loki/issues/23075
 */
export const lokiTarget = (part: PartName | "all"): string => `-target=tenant-configs,${part}`;

/** One workload for each part. */
export function lokiPartWorkloads(settings: Settings, common: LokiCommon): Workload[] {
  const { replicas, memory, cpu, disk } = settings.loki;
  const members = { replicas, copies: copies(settings), two: Math.min(2, replicas), one: 1 };
  // Each meets the others by gossip, and most ask most others something.
  const peers = lokiParts.flatMap((part) =>
    ["gossip", "grpc"].map((port) => ({ workload: `loki-${part}`, port })),
  );
  return lokiParts.map((name): Workload => {
    const part = parts[name];
    return {
      ...common,
      name: `loki-${name}`,
      args: [...common.args, lokiTarget(name)],
      ...(part.disk === undefined ? {} : { data: { size: partOfSize(disk, part.disk) } }),
      replicas: members[part.members],
      memory: partOfSize(memory, part.share),
      cpu: partOfCpu(cpu, part.share),
      calls: [
        ...peers,
        // A tail of a log goes by HTTP.
        ...(name === "query-frontend" ? [{ workload: "loki-querier", port: "http" }] : []),
        ...(common.calls ?? []),
      ],
    };
  });
}
