import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot, checkout } from "../tools/cache";
import { duration } from "../tools/build";
import { find, onPath } from "../tools/find";
import { findGrafana } from "../tools/grafana";
import { foundKubectl } from "../tools/kubectl";
import { officialPulumi } from "../tools/pulumi";
import { load } from "./load";
import { neededPrograms } from "./preflight";
import { table } from "./table";

/** One thing that was looked at. */
interface Finding {
  readonly what: string;
  /** "missing" fails the check, "optional" only says what one does without. */
  readonly state: "ok" | "missing" | "optional";
  readonly detail: string;
}

/** Says what is missing on this machine and how to get it. Exit code 1 if `up` or `test` could not work. */
export async function run(): Promise<number> {
  const findings = [
    node(),
    go(),
    room(),
    writable(),
    ...builds(),
    pulumi(),
    docker(),
    kubectl(),
    grafana(),
    logs(),
  ];
  console.log(
    table(
      findings.map(({ what, state, detail }) => [
        state === "ok" ? "ok" : state === "missing" ? "MISSING" : "without",
        what,
        detail,
      ]),
    ),
  );
  const missing = findings.filter(({ state }) => state === "missing");
  console.log(
    missing.length === 0
      ? "\nThis machine can run the local stack and the tests."
      : `\n${missing.length} missing: see above how to get it.`,
  );
  return missing.length === 0 ? 0 : 1;
}

function node(): Finding {
  return { what: "Node.js", state: "ok", detail: `${process.version} (20 or newer)` };
}

function go(): Finding {
  const path = onPath("go");
  const unbuilt = needed().filter((name) => find(name).origin === "to build");
  if (path !== undefined)
    return { what: "Go", state: "ok", detail: execFileSync(path, ["version"], { encoding: "utf8" }).trim() };
  const detail =
    "install Go 1.26 or newer from https://go.dev/dl and put it on PATH: programs are built from their modules";
  return { what: "Go", state: unbuilt.length === 0 ? "optional" : "missing", detail };
}

function needed(): string[] {
  return ["pulumi", "pulumi-language-nodejs", ...neededPrograms(load("local")), "promtool", "amtool"];
}

function builds(): Finding[] {
  return needed().map((name) => {
    const { program, path, origin } = find(name);
    const detail =
      origin === "to build"
        ? `is built at first use, about ${duration(program.buildSeconds)}`
        : `${origin === "path" ? "installed: " : ""}${path}`;
    return { what: `${name} ${program.version}`, state: "ok", detail };
  });
}

function room(): Finding {
  const { bavail, bsize } = statfsSync(checkout);
  const free = Math.floor((bavail * bsize) / 2 ** 30);
  return {
    what: "disk",
    state: free >= 8 ? "ok" : "missing",
    detail: `${free} GiB free; builds and caches want 8 GiB`,
  };
}

function writable(): Finding {
  const folder = [cacheRoot(), join(cacheRoot(), "..")].find((path) => existsSync(path)) ?? checkout;
  try {
    accessSync(folder, constants.W_OK);
    return { what: "cache", state: "ok", detail: cacheRoot() };
  } catch {
    return {
      what: "cache",
      state: "missing",
      detail: `${folder} cannot be written; set XDG_CACHE_HOME to a folder that can`,
    };
  }
}

function pulumi(): Finding {
  const root = officialPulumi();
  if (root !== undefined)
    return { what: "official Pulumi", state: "ok", detail: join(root, "bin", "pulumi") };
  return {
    what: "official Pulumi",
    state: "optional",
    detail:
      "the built one is used; the targets docker and kubernetes also want their plugins: https://www.pulumi.com/docs/install",
  };
}

function docker(): Finding {
  const socket = "/var/run/docker.sock";
  const reachable = process.env["DOCKER_HOST"] !== undefined || existsSync(socket);
  return {
    what: "Docker engine",
    state: reachable ? "ok" : "optional",
    detail: reachable
      ? (process.env["DOCKER_HOST"] ?? socket)
      : "only the stack docker needs one: https://docs.docker.com/engine/install",
  };
}

function kubectl(): Finding {
  const path = foundKubectl();
  return {
    what: "kubectl",
    state: path === undefined ? "optional" : "ok",
    detail:
      path ??
      "only stacks in a cluster need it; the pinned one is built then, or install it: https://kubernetes.io/docs/tasks/tools",
  };
}

function grafana(): Finding {
  const found = findGrafana();
  return {
    what: "Grafana",
    state: found === undefined ? "optional" : "ok",
    detail:
      found?.path ??
      "local runs without; install it from https://grafana.com/grafana/download or set GRAFANA_HOME",
  };
}

function logs(): Finding {
  const readable = load("local")
    .settings.logs.files.map((path) => path.replace(/\/[^/]*\*.*$/, ""))
    .filter((path) => existsSync(path));
  return {
    what: "log files",
    state: "ok",
    detail:
      readable.length === 0
        ? "none of the configured files exists yet"
        : `collected below ${[...new Set(readable)].join(", ")}`,
  };
}
