/**
 * Writes the contracts of this folder anew, from running servers: the pinned programs, with the arguments and files
 * that a local stack gives them, for some seconds on high ports of 127.0.0.1.
 *
 *     npx tsx test/contracts/capture.ts FOLDER-OF-PROGRAMS
 *
 * Needs openssl and the right to send ICMP echo requests. capture-postgres.ts captures the exporter of PostgreSQL. What
 * needs a GPU or Docker cannot be captured here; demo.prom is checked by the demo's own tests.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { normalise } from "./normalise";
import { startStack } from "./capture-stack";
import { startWebServers } from "./capture-web";
import { scrape } from "./scrape";

async function main([programs]: readonly string[]): Promise<void> {
  if (programs === undefined) throw new Error("No folder of programs is given. Give it as the one argument.");
  const root = mkdtempSync(join(tmpdir(), "contracts-"));
  const stops: (() => Promise<void> | void)[] = [() => rmSync(root, { recursive: true, force: true })];
  try {
    const web = await startWebServers(root);
    stops.unshift(web.stop);
    const stack = await startStack({ programs, root, web });
    stops.unshift(stack.stop);
    for (const [file, urls] of Object.entries(stack.expositions)) {
      const texts = await Promise.all(urls.map(scrape));
      writeFileSync(join(__dirname, file), normalise(texts.join("\n")));
      console.log(`${file} written`);
    }
  } finally {
    for (const stop of stops) await stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
