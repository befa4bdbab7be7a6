/** The real promtool, over rule files and tests in a folder of their own. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Links } from "../../rules/render";
import { keyOf, remembered, remember, type Outcome } from "./outcomes";

/** Addresses that links in tests lead to. */
export const links: Links = { grafanaUrl: "http://127.0.0.1:3000", runbookBase: "https://runbooks.test" };

/** Name of a report in JUnit's form, in the folder of the files: `--junit=${reportFile}`. */
export const reportFile = "junit.xml";

function promtool(): string {
  const program = process.env["PROMTOOL"];
  if (program === undefined || program === "")
    throw new Error(
      "PROMTOOL is not set. Set it to the path of the pinned promtool; ./observatory test does so.",
    );
  return program;
}

/**
 * What promtool says of files: run on them, or remembered from the last time that the same program was run with the same
 * arguments on the same files. Its answer depends on nothing else, and it takes minutes over all rules.
 */
export async function promtoolOver(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Outcome> {
  const key = keyOf(promtool(), args, files);
  const known = remembered(key);
  if (known !== undefined) return known;
  const outcome = await run(files, args);
  remember(key, outcome);
  return outcome;
}

async function run(files: Readonly<Record<string, string>>, args: readonly string[]): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "rules-"));
  const report = () => {
    const file = join(folder, reportFile);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  };
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const { stdout, stderr } = await promisify(execFile)(promtool(), args, {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
      // Collecting garbage is a fifth of the time of so short a run.
      env: { ...process.env, GOGC: "off", GOMEMLIMIT: "1GiB" },
    });
    return { ok: true, output: stdout + stderr, report: report() };
  } catch (error) {
    const { stdout = "", stderr = "", message, code } = error as Failure;
    // Ended by a signal, or never begun: that says nothing of the files.
    if (typeof code !== "number" || stdout + stderr === "")
      throw new Error(`${promtool()} does not run: ${message}`, { cause: error });
    return { ok: false, output: stdout + stderr, report: report() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Failure = Error & { readonly stdout?: string; readonly stderr?: string; readonly code?: unknown };
