/** All pods of a namespace, as scheduler and kubelets would have them run. */
import { type Cluster } from "./cluster";
import { nodes } from "./furnish";
import { eventually, idOf, list } from "./objects";
import { podKinds } from "./stacks";

/**
 * Puts each pod on a node and says of it that it runs, once the controllers have made all of them. Deployments and
 * StatefulSets only: a daemon's pod names its node itself.
 *
 * @returns address of each pod by its name, of the net for tests (RFC 2544)
 */
export async function runAll(cluster: Cluster, namespace: string): Promise<ReadonlyMap<string, string>> {
  await eventually(
    () =>
      list(cluster, podKinds, namespace)
        .filter(({ spec, status }) => spec?.["replicas"] !== status?.["replicas"])
        .map(idOf),
    (lacking) => lacking.length === 0,
  );
  const names = list(cluster, "pods", namespace).map(({ metadata }) => metadata.name);
  const addresses = new Map(names.map((name, index) => [name, `198.18.0.${index + 1}`]));
  for (const [index, name] of names.entries())
    await runOn(cluster, `/api/v1/namespaces/${namespace}/pods/${name}`, {
      name,
      node: nodes[index % nodes.length] ?? nodes[0],
      ip: addresses.get(name) ?? "",
    });
  return addresses;
}

async function runOn(
  cluster: Cluster,
  path: string,
  { name, node, ip }: { readonly name: string; readonly node: string; readonly ip: string },
): Promise<void> {
  const target = { kind: "Node", name: node };
  await send(cluster, "POST", `${path}/binding`, {
    apiVersion: "v1",
    kind: "Binding",
    metadata: { name },
    target,
  });
  const pod = JSON.parse(await send(cluster, "GET", path)) as object;
  const conditions = [{ type: "Ready", status: "True" }];
  const status = { phase: "Running", podIP: ip, podIPs: [{ ip }], conditions };
  await send(cluster, "PUT", `${path}/status`, { ...pod, status });
}

async function send({ call }: Cluster, method: string, path: string, body?: object): Promise<string> {
  const answer = await call(method, path, body);
  if (answer.status >= 300)
    throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.body}`);
  return answer.body;
}
