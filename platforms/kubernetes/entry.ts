import { type Settings } from "../../stacks/settings";
import { type Workload } from "../workload";
import { workloadLabels } from "./labels";
import { type Manifest } from "./manifest";
import { namespaceFor, portName } from "./names";

/** The way into the cluster, for the one workload that has one: an Ingress, or a route of a Gateway. */
export function entries(workload: Workload, settings: Settings): Manifest[] {
  const { entry } = settings.kubernetes;
  if (workload.entry === undefined || entry === undefined) return [];
  const metadata = {
    name: workload.name,
    namespace: namespaceFor(workload, settings),
    labels: workloadLabels(workload, settings),
  };
  const port = workload.ports[workload.entry];
  const { gateway, host, ingressClass, tlsSecret } = entry;
  if (gateway !== undefined)
    return [
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "HTTPRoute",
        metadata,
        spec: {
          parentRefs: [{ name: gateway.name, namespace: gateway.namespace }],
          hostnames: [host],
          rules: [{ backendRefs: [{ name: workload.name, port }] }],
        },
      },
    ];
  const backend = { service: { name: workload.name, port: { name: portName(workload.entry) } } };
  return [
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata,
      spec: {
        ...(ingressClass === undefined ? {} : { ingressClassName: ingressClass }),
        ...(tlsSecret === undefined ? {} : { tls: [{ hosts: [host], secretName: tlsSecret }] }),
        rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
      },
    },
  ];
}
