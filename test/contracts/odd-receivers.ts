/** Webhooks that are not as they should be, for what Alertmanager counts of such. */
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";

export interface OddReceivers {
  /** Addresses by what each does. */
  readonly urls: Readonly<Record<string, string>>;
  readonly stop: () => void;
}

/** What each answers; one takes what it gets, and one says nothing. */
const answers: Readonly<Record<string, number | undefined>> = {
  failing: 500,
  missing: 404,
  silent: undefined,
  well: 200,
};

export async function startOddReceivers(): Promise<OddReceivers> {
  const server = createServer((request, response) => {
    const answer = answers[(request.url ?? "").slice(1)];
    request.resume();
    if (answer !== undefined) request.on("end", () => response.writeHead(answer).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urls: Object.fromEntries(Object.keys(answers).map((name) => [name, `http://127.0.0.1:${port}/${name}`])),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
