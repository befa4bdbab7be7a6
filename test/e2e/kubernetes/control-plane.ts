/**
 * A real API server with its store and its controllers, on this machine and for a test: no node, no scheduler, no
 * network. Everything listens on 127.0.0.1 and is ended by its process id.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { toYaml } from "../../../stacks/yaml";
import { ensure } from "../../../tools/build";

/** What a command printed and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ControlPlane {
  /** Address of the API server. */
  readonly url: string;
  readonly kubeconfig: string;
  readonly context: string;
  /** Certificate of the API server, as PEM. */
  readonly authority: string;
  /** Folder for files of a test; goes away with the rest. */
  readonly folder: string;
  /** kubectl as the administrator. */
  kubectl(args: readonly string[], input?: string): Outcome;
  /** Writes a kubeconfig for another user. */
  kubeconfigFor(name: string, token: string): string;
  stop(): Promise<void>;
}

const context = "test";

/** Starts everything, and returns when the API server and the controllers work. */
export async function startControlPlane(): Promise<ControlPlane> {
  const quiet = (): void => undefined;
  const program = (name: string): Promise<string> => ensure(name, quiet);
  const folder = mkdtempSync(join(tmpdir(), "observatory-control-plane-"));
  const children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const child of [...children].reverse()) await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const run = (name: string, path: string, args: readonly string[]): void => {
    const log = join(folder, `${name}.log`);
    writeFileSync(log, "");
    const child = spawn("/bin/sh", ["-c", 'exec "$0" "$@" >>"$LOG" 2>&1', path, ...args], {
      cwd: folder,
      env: { PATH: process.env["PATH"], HOME: folder, LOG: log },
      stdio: "ignore",
    });
    children.push(child);
  };
  try {
    const [client, peer, api, controllers] = await freePorts(4);
    const token = randomBytes(24).toString("base64url");
    const keys = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs1", format: "pem" },
    });
    const secretFile = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text, { mode: 0o600 });
      return join(folder, name);
    };
    const store = `http://127.0.0.1:${client}`;
    run("etcd", await program("etcd"), [
      `--data-dir=${join(folder, "etcd")}`,
      `--listen-client-urls=${store}`,
      `--advertise-client-urls=${store}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      "--unsafe-no-fsync",
      "--log-level=warn",
    ]);
    const certificates = join(folder, "certificates");
    run("kube-apiserver", await program("kube-apiserver"), [
      `--etcd-servers=${store}`,
      "--bind-address=127.0.0.1",
      "--advertise-address=127.0.0.1",
      `--secure-port=${api}`,
      `--cert-dir=${certificates}`,
      "--authorization-mode=Node,RBAC",
      `--token-auth-file=${secretFile("tokens.csv", `${token},admin,admin,system:masters\n`)}`,
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${secretFile("accounts.pub", keys.publicKey)}`,
      `--service-account-signing-key-file=${secretFile("accounts.key", keys.privateKey)}`,
      "--service-cluster-ip-range=10.96.0.0/16",
    ]);
    const url = `https://127.0.0.1:${api}`;
    await until("the API server answers", folder, "kube-apiserver", () => answers(url, token));
    const authority = readFileSync(join(certificates, "apiserver.crt"), "utf8");
    const kubeconfigFor = (name: string, of: string): string =>
      secretFile(`${name}.kubeconfig`, kubeconfigText(url, authority, of));
    const kubeconfig = kubeconfigFor("admin", token);
    run("kube-controller-manager", await program("kube-controller-manager"), [
      `--kubeconfig=${kubeconfig}`,
      `--authentication-kubeconfig=${kubeconfig}`,
      `--authorization-kubeconfig=${kubeconfig}`,
      `--service-account-private-key-file=${join(folder, "accounts.key")}`,
      `--root-ca-file=${join(certificates, "apiserver.crt")}`,
      "--bind-address=127.0.0.1",
      `--secure-port=${controllers}`,
      `--cert-dir=${join(folder, "controller-certificates")}`,
      "--leader-elect=false",
    ]);
    const kubectlProgram = await program("kubectl");
    const kubectl = (args: readonly string[], input?: string): Outcome => {
      const { status, stdout, stderr } = spawnSync(kubectlProgram, [...args], {
        env: { PATH: process.env["PATH"], HOME: folder, KUBECONFIG: kubeconfig },
        encoding: "utf8",
        maxBuffer: 256 * 1024 * 1024,
        ...(input === undefined ? {} : { input }),
      });
      return { code: status ?? -1, stdout, stderr };
    };
    mkdirSync(join(folder, "files"));
    await until("the controllers make an account for a namespace", folder, "kube-controller-manager", () =>
      Promise.resolve(kubectl(["get", "serviceaccount", "default", "-n", "default"]).code === 0),
    );
    return {
      url,
      kubeconfig,
      context,
      authority,
      folder: join(folder, "files"),
      kubectl,
      kubeconfigFor,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function kubeconfigText(server: string, authority: string, token: string): string {
  return toYaml({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: context,
        cluster: { server, "certificate-authority-data": Buffer.from(authority).toString("base64") },
      },
    ],
    users: [{ name: context, user: { token } }],
    contexts: [{ name: context, context: { cluster: context, user: context } }],
    "current-context": context,
  });
}

/** Waits up to a minute. Throws with the last lines that a program printed. */
async function until(
  what: string,
  folder: string,
  program: string,
  holds: () => Promise<boolean>,
): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 200) {
    if (await holds()) return;
    await sleep(200);
  }
  const lines = readFileSync(join(folder, `${program}.log`), "utf8")
    .trim()
    .split("\n")
    .slice(-15);
  throw new Error(`${what}: not within a minute. The last lines of ${program}:\n${lines.join("\n")}`);
}

/** Whether the server is ready; its certificate is not known yet, so that curl is told to take any. */
function answers(url: string, token: string): Promise<boolean> {
  const { stdout } = spawnSync(
    process.execPath,
    [
      "-e",
      'fetch(process.env.URL + "/readyz", { headers: { authorization: "Bearer " + process.env.TOKEN } }).then((a) => a.text()).then(console.log, () => undefined)',
    ],
    { env: { URL: url, TOKEN: token, NODE_TLS_REJECT_UNAUTHORIZED: "0" }, encoding: "utf8" },
  );
  return Promise.resolve(stdout.trim() === "ok");
}

/** Ports that nobody listens on, all different. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer();
          server.listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await gone;
  clearTimeout(timer);
}
