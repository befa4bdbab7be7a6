import { alertmanager } from "./alertmanager";
import { business } from "./business";
import { collector } from "./collector";
import { containers } from "./containers";
import { exporters } from "./exporters";
import { gpuErrors, gpuHeat, gpuLinks, gpuUse } from "./gpu";
import { grafana } from "./grafana";
import { host } from "./host";
import { hostCapacity } from "./host-capacity";
import { hostClock, hostConnections, hostKernel, hostNetwork } from "./host-network";
import { hostCpu, hostDisks, hostFilesystems, hostMemory } from "./host-parts";
import { kubernetes } from "./kubernetes";
import { loki } from "./loki";
import { networkQuality } from "./network-quality";
import { postgres } from "./postgres";
import { probeHistory } from "./probe-history";
import { probes } from "./probes";
import { processes } from "./processes";
import { prometheus } from "./prometheus";
import { type Recorded } from "./recorded";
import { servers } from "./servers";
import { services } from "./services";
import { servicesOtlp } from "./services-otlp";
import { servicesPast } from "./services-past";
import { servicesRuntime } from "./services-runtime";
import { slo } from "./slo";
import { targets } from "./targets";
import { thanos } from "./thanos";
import { users } from "./users";

/** Proofs of recording rules, by group. */
export const recorded: Readonly<Record<string, Recorded>> = {
  alertmanager,
  business,
  collector,
  containers,
  exporters,
  "gpu-errors": gpuErrors,
  "gpu-heat": gpuHeat,
  "gpu-links": gpuLinks,
  "gpu-use": gpuUse,
  grafana,
  host,
  "host-capacity": hostCapacity,
  "host-clock": hostClock,
  "host-connections": hostConnections,
  "host-cpu": hostCpu,
  "host-disks": hostDisks,
  "host-filesystems": hostFilesystems,
  "host-kernel": hostKernel,
  "host-memory": hostMemory,
  "host-network": hostNetwork,
  ...kubernetes,
  loki,
  "network-quality": networkQuality,
  postgres,
  "probe-history": probeHistory,
  probes,
  processes,
  prometheus,
  servers,
  services,
  "services-otlp": servicesOtlp,
  "services-past": servicesPast,
  "services-runtime": servicesRuntime,
  slo,
  targets,
  thanos,
  users,
};
