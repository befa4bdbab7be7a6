/**
 * A real API server with its store and its controllers, on this machine and for a test: no kubelet, no scheduler, no
 * network, so that pods are made and stay pending. Everything listens on 127.0.0.1.
 */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toYaml } from "../../../stacks/yaml";
import { ensureAll, type Progress } from "../../../tools/build";
import { api, type Reach } from "./api";
import { freePorts, processes, type Processes } from "./processes";

export interface ControlPlane {
  readonly reach: Reach;
  /** Ends everything and removes its folder. */
  stop(): Promise<void>;
}

/** Programs of a control plane, and what asks it. */
export const controlPlanePrograms = ["etcd", "kube-apiserver", "kube-controller-manager", "kubectl"] as const;

const context = "test";

/** An address for examples (RFC 5737): endpoints take none of this machine alone. Nobody listens there. */
const advertised = "192.0.2.1";

/**
 * Starts everything, and returns when the API server and the controllers work. From a script, for trials by hand:
 *
 *     const { reach, stop } = await startControlPlane();
 *     console.log(`export KUBECONFIG=${reach.kubeconfig}`);
 *
 * @throws Error with the last lines of what does not work
 */
export async function startControlPlane(progress: Progress = () => undefined): Promise<ControlPlane> {
  const paths = await ensureAll(controlPlanePrograms, progress);
  const folder = mkdtempSync(join(tmpdir(), "observatory-control-plane-"));
  const running = processes(folder);
  const stop = async (): Promise<void> => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [client = 0, peer = 0, server = 0, controllers = 0] = await freePorts(4);
    const files = keyFiles(folder);
    const token = randomBytes(24).toString("base64url");
    const tokens = privateFile(folder, "tokens.csv", `${token},admin,admin,system:masters\n`);
    const store = `http://127.0.0.1:${client}`;
    running.start("etcd", paths.get("etcd") ?? "", [
      `--data-dir=${join(folder, "etcd")}`,
      `--listen-client-urls=${store}`,
      `--advertise-client-urls=${store}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      "--unsafe-no-fsync",
      "--log-level=warn",
    ]);
    running.start("kube-apiserver", paths.get("kube-apiserver") ?? "", [
      `--etcd-servers=${store}`,
      "--bind-address=127.0.0.1",
      `--advertise-address=${advertised}`,
      `--secure-port=${server}`,
      // As clusters are set up, so that it is Pod Security that decides.
      "--allow-privileged",
      `--cert-dir=${files.certificates}`,
      "--authorization-mode=RBAC",
      `--token-auth-file=${tokens}`,
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${files.publicKey}`,
      `--service-account-signing-key-file=${files.privateKey}`,
      "--service-cluster-ip-range=10.96.0.0/16",
    ]);
    const url = `https://127.0.0.1:${server}`;
    // Its certificate, which it makes itself, is not known yet.
    await ready(running, api({ url, token }));
    const authority = readFileSync(files.certificate, "utf8");
    const kubeconfig = privateFile(folder, "kubeconfig", kubeconfigText({ url, authority, token }));
    running.start("kube-controller-manager", paths.get("kube-controller-manager") ?? "", [
      `--kubeconfig=${kubeconfig}`,
      "--authentication-skip-lookup",
      `--service-account-private-key-file=${files.privateKey}`,
      `--root-ca-file=${files.certificate}`,
      "--bind-address=127.0.0.1",
      `--secure-port=${controllers}`,
      `--cert-dir=${join(folder, "controller-certificates")}`,
      "--leader-elect=false",
      // Many objects at once, and nobody to share the server with.
      "--kube-api-qps=500",
      "--kube-api-burst=1000",
      // Nobody tells of the nodes, and they shall stay as the test says that they are.
      "--node-monitor-grace-period=1h",
    ]);
    await controlled(running, api({ url, token, authority }));
    const kubectl = paths.get("kubectl") ?? "";
    return { reach: { url, authority, token, kubeconfig, context, kubectl, folder }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ready(running: Processes, call: ReturnType<typeof api>): Promise<void> {
  await running.until("kube-apiserver", "the API server is ready", 60, async () => {
    try {
      return (await call("GET", "/readyz")).status === 200;
    } catch {
      return false;
    }
  });
}

/** The controllers work when they have made the account that every namespace has. */
async function controlled(running: Processes, call: ReturnType<typeof api>): Promise<void> {
  const path = "/api/v1/namespaces/default/serviceaccounts/default";
  await running.until(
    "kube-controller-manager",
    "the controllers make an account for a namespace",
    60,
    async () => (await call("GET", path)).status === 200,
  );
}

/** A kubeconfig with one user. */
export function kubeconfigText({
  url,
  authority,
  token,
}: Pick<Reach, "url" | "authority" | "token">): string {
  const data = Buffer.from(authority).toString("base64");
  return toYaml({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: context, cluster: { server: url, "certificate-authority-data": data } }],
    users: [{ name: context, user: { token } }],
    contexts: [{ name: context, context: { cluster: context, user: context } }],
    "current-context": context,
  });
}

/** Writes a file that the user alone can read. Returns its path. */
export function privateFile(folder: string, name: string, text: string): string {
  writeFileSync(join(folder, name), text, { mode: 0o600 });
  return join(folder, name);
}

/** The keys that tokens of accounts are signed with, and where the API server puts its certificate. */
function keyFiles(folder: string) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const certificates = join(folder, "certificates");
  return {
    certificates,
    certificate: join(certificates, "apiserver.crt"),
    publicKey: privateFile(folder, "accounts.pub", publicKey),
    privateKey: privateFile(folder, "accounts.key", privateKey),
  };
}
