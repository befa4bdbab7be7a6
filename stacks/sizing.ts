/**
 * How much of everything a stack gets: one table by `size` for Kubernetes, one column for a single host. Every entry can
 * be written in the settings instead. The arithmetic behind the figures: docs/sizing.md.
 */
import { type Cpu, type Size } from "../platforms/workload";

export type SizeName = "small" | "medium" | "large";

/** Whether Loki's parts run as one process or each by itself. */
export type LokiMode = "single" | "distributed";

export interface Sizing {
  readonly prometheus: {
    readonly shards: number;
    readonly replicas: number;
    readonly memory: Size;
    readonly cpu: Cpu;
    readonly disk: Size;
  };
  readonly alertmanager: {
    readonly replicas: number;
    readonly memory: Size;
    readonly cpu: Cpu;
    readonly disk: Size;
  };
  readonly loki: {
    readonly mode: LokiMode;
    /** Of the single process, or of each part that takes or answers requests. */
    readonly replicas: number;
    readonly memory: Size;
    readonly cpu: Cpu;
    readonly disk: Size;
  };
  readonly grafana: { readonly replicas: number; readonly memory: Size; readonly cpu: Cpu };
  readonly thanos: {
    readonly query: { readonly replicas: number; readonly memory: Size; readonly cpu: Cpu };
    readonly store: {
      readonly replicas: number;
      readonly memory: Size;
      readonly cpu: Cpu;
      readonly disk: Size;
    };
    readonly compact: { readonly memory: Size; readonly cpu: Cpu; readonly disk: Size };
  };
  readonly collector: {
    readonly memory: Size;
    readonly cpu: Cpu;
    readonly gateway: { readonly replicas: number; readonly memory: Size; readonly cpu: Cpu };
  };
  readonly kubeStateMetrics: { readonly memory: Size; readonly cpu: Cpu };
}

/** What a stack on one host gets: one of each. Memory and disk of what runs on Kubernetes alone are never used there. */
const oneHost: Sizing = {
  prometheus: { shards: 1, replicas: 1, memory: "2Gi", cpu: "250m", disk: "20Gi" },
  alertmanager: { replicas: 1, memory: "256Mi", cpu: "50m", disk: "1Gi" },
  loki: { mode: "single", replicas: 1, memory: "1Gi", cpu: "250m", disk: "20Gi" },
  grafana: { replicas: 1, memory: "512Mi", cpu: "100m" },
  thanos: {
    query: { replicas: 1, memory: "512Mi", cpu: "100m" },
    store: { replicas: 1, memory: "512Mi", cpu: "100m", disk: "10Gi" },
    compact: { memory: "512Mi", cpu: "100m", disk: "20Gi" },
  },
  collector: {
    memory: "256Mi",
    cpu: "100m",
    gateway: { replicas: 1, memory: "256Mi", cpu: "100m" },
  },
  kubeStateMetrics: { memory: "256Mi", cpu: "50m" },
};

/** What stacks in a cluster get, where data that several servers share lies outside of them. */
export const bySize: Readonly<Record<SizeName, Sizing>> = {
  small: {
    prometheus: { shards: 1, replicas: 2, memory: "4Gi", cpu: "500m", disk: "50Gi" },
    alertmanager: { replicas: 3, memory: "256Mi", cpu: "50m", disk: "1Gi" },
    loki: { mode: "single", replicas: 3, memory: "2Gi", cpu: "500m", disk: "20Gi" },
    grafana: { replicas: 2, memory: "512Mi", cpu: "100m" },
    thanos: {
      query: { replicas: 2, memory: "2Gi", cpu: "250m" },
      store: { replicas: 1, memory: "2Gi", cpu: "500m", disk: "10Gi" },
      compact: { memory: "4Gi", cpu: "250m", disk: "100Gi" },
    },
    collector: {
      memory: "256Mi",
      cpu: "50m",
      gateway: { replicas: 2, memory: "512Mi", cpu: "100m" },
    },
    kubeStateMetrics: { memory: "512Mi", cpu: "150m" },
  },
  medium: {
    prometheus: { shards: 1, replicas: 2, memory: "16Gi", cpu: "2000m", disk: "200Gi" },
    alertmanager: { replicas: 3, memory: "256Mi", cpu: "50m", disk: "1Gi" },
    loki: { mode: "distributed", replicas: 3, memory: "4Gi", cpu: "1000m", disk: "50Gi" },
    grafana: { replicas: 2, memory: "1Gi", cpu: "250m" },
    thanos: {
      query: { replicas: 2, memory: "4Gi", cpu: "500m" },
      store: { replicas: 2, memory: "4Gi", cpu: "500m", disk: "10Gi" },
      compact: { memory: "8Gi", cpu: "500m", disk: "300Gi" },
    },
    collector: {
      memory: "256Mi",
      cpu: "50m",
      gateway: { replicas: 3, memory: "512Mi", cpu: "250m" },
    },
    kubeStateMetrics: { memory: "1Gi", cpu: "250m" },
  },
  large: {
    prometheus: { shards: 4, replicas: 2, memory: "24Gi", cpu: "3500m", disk: "300Gi" },
    alertmanager: { replicas: 3, memory: "1Gi", cpu: "100m", disk: "2Gi" },
    loki: { mode: "distributed", replicas: 6, memory: "8Gi", cpu: "2000m", disk: "100Gi" },
    grafana: { replicas: 3, memory: "2Gi", cpu: "500m" },
    thanos: {
      query: { replicas: 3, memory: "6Gi", cpu: "1000m" },
      store: { replicas: 3, memory: "8Gi", cpu: "1000m", disk: "30Gi" },
      compact: { memory: "10Gi", cpu: "1000m", disk: "500Gi" },
    },
    collector: {
      memory: "256Mi",
      cpu: "50m",
      gateway: { replicas: 6, memory: "1Gi", cpu: "500m" },
    },
    kubeStateMetrics: { memory: "2Gi", cpu: "600m" },
  },
};

/** The one Loki that keeps all logs on its own disk, where there is no object storage. */
export const lokiAlone: Readonly<Record<SizeName, Sizing["loki"]>> = {
  small: { mode: "single", replicas: 1, memory: "2Gi", cpu: "500m", disk: "50Gi" },
  medium: { mode: "single", replicas: 1, memory: "4Gi", cpu: "1000m", disk: "200Gi" },
  large: { mode: "single", replicas: 1, memory: "16Gi", cpu: "4000m", disk: "1Ti" },
};

/** What decides the sizes of a stack. */
export interface Demand {
  readonly target: "local" | "docker" | "kubernetes" | "content";
  readonly size: SizeName;
  /** Data that several servers share has to lie outside of them. */
  readonly objectStorage: boolean;
  readonly grafanaDatabase: boolean;
}

/** The sizes of a stack before anything is written in its settings. */
export function sizing({ target, size, objectStorage, grafanaDatabase }: Demand): Sizing {
  if (target !== "kubernetes") return oneHost;
  const table = bySize[size];
  return {
    ...table,
    // Without a place that all of them see, one process keeps all logs, and one Grafana its own database.
    loki: objectStorage ? table.loki : lokiAlone[size],
    grafana: grafanaDatabase ? table.grafana : { ...table.grafana, replicas: 1 },
  };
}
