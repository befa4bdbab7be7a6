import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser, noBrowser } from "../tools/browser";
import { ensureAll } from "../tools/build";
import { checkout } from "../tools/cache";
import { progress } from "./engine";
import { load } from "./load";
import { UserError } from "./errors";
import { type Call } from "./main";
import { neededPrograms } from "./preflight";
import { pulumiRoot } from "../tools/pulumi";

/** How many checks passed and failed. */
interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** Tests on real servers that take their time, by the name under which they are asked for; "" is the first choice. */
const suites: ReadonlyMap<string, () => Promise<Count[]>> = new Map([
  ["", endToEnd],
  ["kubernetes", kubernetes],
  ["book", book],
]);

/** A control plane, and the servers that ask it. */
const clusterPrograms = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kubectl",
  "kube-state-metrics",
  "otelcol",
  "prometheus",
] as const;

/** Runs the fast tests, or with `--e2e` those on real servers. The last line counts them. */
export async function run({ options, positionals: [suite] }: Call): Promise<number> {
  const slow = suites.get(suite ?? "");
  if (slow === undefined || (suite !== undefined && options["e2e"] !== true))
    throw new UserError(
      `There are no tests called ${suite}. Write one of these:\n\n  ./observatory test\n  ./observatory test --e2e\n  ./observatory test --e2e kubernetes\n  ./observatory test --e2e book`,
    );
  const counts = options["e2e"] === true ? await slow() : await fast();
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function fast(): Promise<Count[]> {
  const tools = await ensureAll(["promtool", "amtool"], progress);
  const env = { PROMTOOL: tools.get("promtool") ?? "", AMTOOL: tools.get("amtool") ?? "" };
  return [
    check("types", "tsc", ["--noEmit"]),
    check("lint", "eslint", ["."]),
    check("format", "prettier", ["--check", "--cache", "--cache-strategy=content", "--log-level=warn", "."]),
    // On every core: by default one is left to whoever waits, and waits twice as long.
    vitest(["--maxWorkers=100%", "test/unit", "test/render", "test/rules"], env),
  ];
}

async function endToEnd(): Promise<Count[]> {
  await pulumiRoot(progress);
  const programs = neededPrograms(load("local"));
  const tools = await ensureAll([...programs, "postgres_exporter", "amtool"], progress);
  const env = { AMTOOL: tools.get("amtool") ?? "" };
  // One file after the other: each has a whole stack to itself, and figures of one would be noise of the other.
  return [vitest(["--project=observatory", "test/e2e", "--no-file-parallelism"], env)];
}

/** What is deployed to a cluster, against a real API server and its controllers. */
async function kubernetes(): Promise<Count[]> {
  await ensureAll(clusterPrograms, progress);
  return [vitest(["--project=kubernetes", "--no-file-parallelism"], {})];
}

/** The pages of a book in a browser. Throws UserError where there is none: a test that nobody ran has not been passed. */
function book(): Promise<Count[]> {
  const browser = findBrowser(process.env);
  if (browser === undefined) throw new UserError(noBrowser);
  return Promise.resolve([vitest(["--project=book"], { CHROMIUM: browser })]);
}

function check(what: string, program: string, args: readonly string[]): Count {
  const { status } = spawnSync(bin(program), [...args], { cwd: checkout, stdio: "inherit" });
  console.log(`${status === 0 ? "passed" : "FAILED"}: ${what} (npx ${program} ${args.join(" ")})`);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function vitest(args: readonly string[], env: Readonly<Record<string, string>>): Count {
  const folder = mkdtempSync(join(tmpdir(), "observatory-test-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { status } = spawnSync(bin("vitest"), ["run", ...reporters, ...args], {
    cwd: checkout,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
      readFileSync(report, "utf8"),
    ) as Record<string, number>;
    // A skipped test has not been passed, and a run that failed outside of its tests has failed.
    const failed = (numFailedTests ?? 0) + (numPendingTests ?? 0);
    return { passed: numPassedTests ?? 0, failed: status !== 0 && failed === 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bin(name: string): string {
  return join(checkout, "node_modules", ".bin", name);
}
