import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Programs that can show the pages of a book, the first that is there counts. */
const names = ["chromium", "chromium-browser", "google-chrome"] as const;

/** Said where there is none of them. */
export const noBrowser = `There is no browser to look at the pages with: neither ${names.join(", ")} on the PATH, nor a program that CHROMIUM names. Install one:

  apt-get install chromium`;

/** Path of a Chromium: what CHROMIUM names, else one on the PATH. Undefined where there is none that can be run. */
export function findBrowser(env: NodeJS.ProcessEnv): string | undefined {
  const named = env["CHROMIUM"] ?? "";
  if (named !== "") return runs(named) ? named : undefined;
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs);
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
