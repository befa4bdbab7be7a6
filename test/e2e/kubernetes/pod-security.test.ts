import { beforeAll, describe, expect, it } from "vitest";
import { apply, expectSuccess, theCluster } from "./cluster";
import { namespacesOf, objects } from "./stacks";

const cluster = theCluster();
const name = "doors";
const [servers, hosts] = namespacesOf(name);

beforeAll(() => {
  expectSuccess(
    apply(
      cluster,
      objects("everything", name).filter(({ kind }) => kind === "Namespace"),
    ),
  );
});

/** A container that asks for nothing: it has everything that Pod Security wants to be said. */
const harmless = {
  name: "stranger",
  image: "registry.example.com/stranger:1.0.0",
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    runAsNonRoot: true,
    seccompProfile: { type: "RuntimeDefault" },
  },
};

const asking = (security: object): object => ({
  containers: [{ ...harmless, securityContext: { ...harmless.securityContext, ...security } }],
});

/** Pods that a server's namespace must not have, by what they ask for. */
const refused: Readonly<Record<string, object>> = {
  "all rights": asking({ privileged: true, allowPrivilegeEscalation: true }),
  "a capability": asking({ capabilities: { add: ["SYS_PTRACE"], drop: ["ALL"] } }),
  "a user that is not said to be harmless": asking({ runAsNonRoot: false }),
  "more rights than it was started with": asking({ allowPrivilegeEscalation: true }),
  "a folder of the host": {
    containers: [harmless],
    volumes: [{ name: "host", hostPath: { path: "/var/log" } }],
  },
  "the network of the host": { hostNetwork: true, containers: [harmless] },
  "the processes of the host": { hostPID: true, containers: [harmless] },
};

/** Asks the server for a pod without making it. */
function ask(namespace: string, spec: object) {
  // The account that every namespace has may not be there yet; nothing is run with it.
  const metadata = { name: "stranger", namespace };
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata,
    spec: { automountServiceAccountToken: false, ...spec },
  };
  return cluster.call("POST", `/api/v1/namespaces/${namespace}/pods?dryRun=All`, pod);
}

describe("the servers' namespace", () => {
  it("takes a pod that asks for nothing", async () => {
    const { status, body } = await ask(servers, { containers: [harmless] });
    expect(body).toContain('"name":"stranger"');
    expect(status).toBe(201);
  });

  it.each(Object.keys(refused))("refuses a pod that asks for %s", async (what) => {
    const { status, body } = await ask(servers, refused[what] ?? {});
    expect(body).toContain('violates PodSecurity \\"restricted:latest\\"');
    expect(status).toBe(403);
  });
});

describe("the daemons' namespace", () => {
  it.each(["a folder of the host", "the network of the host", "the processes of the host"])(
    "takes a pod that asks for %s",
    async (what) => {
      expect((await ask(hosts, refused[what] ?? {})).status).toBe(201);
    },
  );
});
