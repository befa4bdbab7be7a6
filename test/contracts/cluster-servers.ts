/** The servers of a control plane, as kubeadm starts them but on free ports of 127.0.0.1, for the contracts of a cluster. */
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kubeconfigText, privateFile } from "../e2e/kubernetes/control-plane";
import { type Client, client } from "../e2e/kubernetes/https";
import { freePorts, type Processes } from "../e2e/kubernetes/processes";

/** Whose token everything shows; a member of system:masters. */
const token = "capture";

/** An address for examples (RFC 5737): endpoints take none of this machine alone. Nobody listens there. */
const advertised = "192.0.2.1";

/** Where and with what servers are started. */
export interface Machine {
  /** Takes keys, data and logs. */
  readonly folder: string;
  readonly running: Processes;
  /** Path of a program. */
  readonly path: (program: string) => string;
}

export interface ApiServer {
  readonly url: string;
  readonly kubeconfig: string;
  readonly authority: string;
  /** Private key that tokens of accounts are signed with, a file. */
  readonly accountsKey: string;
  /** File with the certificate of the API server, which is its own authority. */
  readonly certificate: string;
}

/** A store of three members, the third of which `third` runs. Returns the addresses of their clients and metrics. */
export async function startStore({ folder, running, path }: Machine, third: Processes) {
  const names = ["etcd-1", "etcd-2", "etcd-3"];
  const clients = await freePorts(3);
  const peers = await freePorts(3);
  const metrics = await freePorts(3);
  const at = (port: number | undefined): string => `http://127.0.0.1:${port ?? 0}`;
  names.forEach((name, member) =>
    (member === 2 ? third : running).start(name, path("etcd"), [
      ...[`--name=${name}`, `--data-dir=${join(folder, name)}`, "--unsafe-no-fsync"],
      ...[`--listen-client-urls=${at(clients[member])}`, `--advertise-client-urls=${at(clients[member])}`],
      ...[`--listen-peer-urls=${at(peers[member])}`, `--initial-advertise-peer-urls=${at(peers[member])}`],
      `--initial-cluster=${names.map((each, index) => `${each}=${at(peers[index])}`).join(",")}`,
      `--listen-metrics-urls=${at(metrics[member])}`,
    ]),
  );
  return { clients: clients.map(at), metrics: metrics.map((port) => `${at(port)}/metrics`) };
}

/** The API server on a store, ready. */
export async function startApiServer(
  { folder, running, path }: Machine,
  stores: readonly string[],
): Promise<ApiServer> {
  const [port = 0] = await freePorts(1);
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const certificates = join(folder, "certificates");
  const certificate = join(certificates, "apiserver.crt");
  const accountsKey = privateFile(folder, "accounts.key", privateKey);
  const url = `https://127.0.0.1:${port}`;
  running.start("kube-apiserver", path("kube-apiserver"), [
    ...[
      `--etcd-servers=${stores.join(",")}`,
      "--bind-address=127.0.0.1",
      `--advertise-address=${advertised}`,
    ],
    ...[`--secure-port=${port}`, `--cert-dir=${certificates}`, "--authorization-mode=RBAC"],
    `--token-auth-file=${privateFile(folder, "tokens.csv", `${token},admin,admin,system:masters\n`)}`,
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${privateFile(folder, "accounts.pub", publicKey)}`,
    `--service-account-signing-key-file=${accountsKey}`,
    "--service-cluster-ip-range=10.96.0.0/16",
    // The address of a service is not reached from here; that of its pods is asked, as where no proxy runs on the node.
    "--enable-aggregator-routing",
  ]);
  const probe = metricsOf(url);
  await running.until("kube-apiserver", "the API server is ready", 60, async () =>
    probe("GET", "/readyz").then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
  const authority = readFileSync(certificate, "utf8");
  const kubeconfig = privateFile(folder, "kubeconfig", kubeconfigText({ url, authority, token }));
  return { url, kubeconfig, authority, accountsKey, certificate };
}

/** The controllers and the scheduler, each of which leads. Returns who asks each for its metrics. */
export async function startControllers({ folder, running, path }: Machine, api: ApiServer) {
  const [controllers = 0, scheduler = 0] = await freePorts(2);
  const common = (name: string, port: number): readonly string[] => [
    ...["kubeconfig", "authentication-kubeconfig", "authorization-kubeconfig"].map(
      (flag) => `--${flag}=${api.kubeconfig}`,
    ),
    // The API server here keeps no authority for certificates of clients.
    "--authentication-tolerate-lookup-failure",
    ...["--bind-address=127.0.0.1", `--secure-port=${port}`, `--cert-dir=${join(folder, name)}`],
    "--leader-elect=true",
  ];
  running.start("kube-controller-manager", path("kube-controller-manager"), [
    ...common("kube-controller-manager", controllers),
    ...["--allocate-node-cidrs", "--cluster-cidr=10.244.0.0/16", "--service-cluster-ip-range=10.96.0.0/16"],
    ...["--controllers=*,bootstrapsigner,tokencleaner", "--use-service-account-credentials"],
    ...[`--service-account-private-key-file=${api.accountsKey}`, `--root-ca-file=${api.certificate}`],
    // The nodes have no kubelet: after this time they are lost, and their pods evicted.
    "--node-monitor-grace-period=5s",
  ]);
  running.start("kube-scheduler", path("kube-scheduler"), common("kube-scheduler", scheduler));
  const result = {
    controllers: metricsOf(`https://127.0.0.1:${controllers}`),
    scheduler: metricsOf(`https://127.0.0.1:${scheduler}`),
  };
  for (const [name, ask] of [
    ["kube-controller-manager", result.controllers],
    ["kube-scheduler", result.scheduler],
  ] as const)
    await running.until(name, "it answers", 60, async () =>
      ask("GET", "/healthz").then(
        ({ status }) => status === 200,
        () => false,
      ),
    );
  return result;
}

/** Asks a server that made its certificate itself. */
const metricsOf = (url: string): Client => client(url, `Bearer ${token}`, {});

/** kubectl as the administrator. Returns what it prints. */
export type Kubectl = (args: readonly string[], input?: string) => string;

export const kubectlOf =
  ({ path }: Machine, { kubeconfig }: ApiServer): Kubectl =>
  (args, input = "") =>
    execFileSync(path("kubectl"), ["--kubeconfig", kubeconfig, ...args], {
      encoding: "utf8",
      input,
      // The API server has much to tell, of failures as well.
      stdio: ["pipe", "pipe", "pipe"],
      maxBuffer: 64 * 1024 * 1024,
    });
