/** Targets that are not as they should be, for what Prometheus counts of such. */
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { type ScrapeJob } from "../../platforms/workload";

export interface OddTargets {
  /** One job for each kind. */
  readonly jobs: readonly ScrapeJob[];
  readonly stop: () => void;
}

/** Path and metrics of each. */
const kinds: Readonly<Record<string, () => string>> = {
  "/broken": () => "what is this\n",
  "/many": () => Array.from({ length: 20 }, (_, number) => `many{number="${number}"} 1\n`).join(""),
  "/twice": () => `twice 1 ${Date.now()}\ntwice 2 ${Date.now()}\n`,
  // Older with each time that it is asked, and so old that nothing like it is taken.
  "/backwards": () => `backwards 1 ${2 * start - Date.now()}\nancient 1 ${start - 86_400_000}\n`,
};

const start = Date.now();

export async function startOddTargets(): Promise<OddTargets> {
  const server = createServer((request, response) => {
    const text = kinds[request.url ?? ""];
    response.writeHead(text === undefined ? 500 : 200, { "content-type": "text/plain; version=0.0.4" });
    response.end(text?.() ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    jobs: [...Object.keys(kinds), "/failing"].map((path) => ({
      job: path.slice(1),
      targets: [{ address, instance: path.slice(1) }],
      path,
      client: { sample_limit: 10 },
    })),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
