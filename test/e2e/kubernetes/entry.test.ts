import { beforeAll, describe, expect, it } from "vitest";
import { type Manifest } from "../../../platforms/kubernetes/manifest";
import { manifests } from "../../../platforms/kubernetes/manifests";
import { settings, stackOf } from "../../render/kubernetes-stack";
import { apply, expectSuccess, theCluster } from "./cluster";
import { list, type Stored } from "./objects";

const cluster = theCluster();
const name = "entry";
const host = "grafana.example.com";

/** A stack with a way in, but for what the cluster does not know: it has no Gateway API. */
function withEntry(entry: object): readonly Manifest[] {
  return manifests(stackOf(settings({}, { namespace: name, entry: { host, ...entry } }, name)));
}

const byPort = (ports: unknown, wanted: Readonly<Record<string, unknown>>) =>
  (ports as readonly Readonly<Record<string, unknown>>[]).filter((port) =>
    Object.entries(wanted).every(([key, value]) => port[key] === value),
  );

/** The service that Grafana is reached through, as the server holds it. */
const service = (): Stored | undefined =>
  list(cluster, "services", name).find(({ metadata }) => metadata.name === "grafana");

beforeAll(() => {
  expectSuccess(apply(cluster, withEntry({ ingressClass: "nginx", tlsSecret: "grafana-tls" })));
}, 60_000);

describe("the way to Grafana", () => {
  it("is an Ingress to a port that the service has, which the server does not check", () => {
    const [ingress, ...more] = list(cluster, "ingresses", name);
    expect(more).toEqual([]);
    expect(ingress?.spec).toEqual({
      ingressClassName: "nginx",
      tls: [{ hosts: [host], secretName: "grafana-tls" }],
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path: "/",
                pathType: "Prefix",
                backend: { service: { name: "grafana", port: { name: expect.any(String) as string } } },
              },
            ],
          },
        },
      ],
    });
    const [, port] = /"port":\{"name":"([^"]+)"\}/.exec(JSON.stringify(ingress?.spec)) ?? [];
    expect(byPort(service()?.spec?.["ports"], { name: port })).toHaveLength(1);
  });

  it("is a route of a Gateway to a port that the service has", () => {
    const objects = withEntry({ gateway: { name: "public", namespace: "gateways" } });
    const [route, ...more] = objects.filter(({ kind }) => kind === "HTTPRoute");
    expect(more).toEqual([]);
    expect(objects.filter(({ kind }) => kind === "Ingress")).toEqual([]);
    expect(route).toMatchObject({
      apiVersion: "gateway.networking.k8s.io/v1",
      metadata: { name: "grafana", namespace: name },
      spec: {
        parentRefs: [{ name: "public", namespace: "gateways" }],
        hostnames: [host],
        rules: [{ backendRefs: [{ name: "grafana", port: expect.any(Number) as number }] }],
      },
    });
    const { rules } = route?.["spec"] as { rules: readonly { backendRefs: readonly { port: number }[] }[] };
    expect(byPort(service()?.spec?.["ports"], { port: rules[0]?.backendRefs[0]?.port })).toHaveLength(1);
  });
});
