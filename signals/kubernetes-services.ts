/** Services of a cluster: addresses that are given out, and the endpoints behind them. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const server = (s: Scope): string => s.select("kube-apiserver");
const controllers = (s: Scope): string => s.select("kube-controller-manager");

const addresses = (s: Scope, which: "allocated" | "available"): Promql =>
  promql`max by (cidr) (kube_apiserver_clusterip_allocator_${which}_ips{${server(s)}})`;

const ports = (s: Scope, which: "allocated" | "available"): Promql =>
  promql`max(kube_apiserver_nodeport_allocator_${which}_ports{${server(s)}})`;

export const serviceAddressesUsed = signal({
  title: "Service addresses used",
  unit: "percentunit",
  by: ["cidr"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of the range of cluster addresses that Services have. At 100 % no further Service can be made.",
  value: (s) =>
    promql`${addresses(s, "allocated")} / (${addresses(s, "allocated")} + ${addresses(s, "available")} > 0)`,
});

export const servicePortsUsed = signal({
  title: "Node ports used",
  unit: "percentunit",
  by: [],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of the ports for Services of the types NodePort and LoadBalancer that are given out.",
  value: (s) => promql`${ports(s, "allocated")} / (${ports(s, "allocated")} + ${ports(s, "available")} > 0)`,
});

export const servicesWithAddress = signal({
  title: "Services with an address",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Services that have an address in the cluster. Headless ones have none.",
  value: (s) => promql`sum(${addresses(s, "allocated")})`,
});

export const endpointsDesired = signal({
  title: "Endpoints of Services",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Addresses of pods that stand behind Services, all together.",
  value: (s) => promql`max(endpoint_slice_controller_endpoints_desired{${controllers(s)}})`,
});

export const endpointChanges = signal({
  title: "Changes of EndpointSlices",
  unit: "ops",
  by: ["operation"],
  min: 0,
  meaning:
    "EndpointSlices a second that are made, changed or deleted because pods come, go, or change their readiness.",
  value: (s) =>
    promql`sum by (operation) (rate(endpoint_slice_controller_changes{${controllers(s)}}[${s.range}]))`,
});

export const endpointErrors = signal({
  title: "EndpointSlices not brought up to date",
  unit: "ops",
  by: ["result"],
  tone: "error",
  min: 0,
  meaning:
    "Services a second whose EndpointSlices could not be brought up to date. Requests go on to pods that are gone.",
  value: (s) =>
    promql`sum by (result) (rate(endpoint_slice_controller_syncs{${controllers(s)}, result!="success"}[${s.range}]))`,
});
