/** The real promtool, over rule files and tests in a folder of their own. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Links } from "../../rules/render";

/** Addresses that links in tests lead to. */
export const links: Links = { grafanaUrl: "http://127.0.0.1:3000", runbookBase: "https://runbooks.test" };

export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
  /** What promtool wrote into `reportFile`, where it was asked to. @default "" */
  readonly report: string;
}

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

/** Runs promtool over files that exist while it runs. */
export async function promtoolOver(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Outcome> {
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
    });
    return { ok: true, output: stdout + stderr, report: report() };
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
    if (stdout + stderr === "") throw new Error(`${promtool()} does not run: ${message}`, { cause: error });
    return { ok: false, output: stdout + stderr, report: report() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
