import { createServer } from "node:http";
import { type AddressInfo } from "node:net";

/** An alert as Alertmanager's webhook delivers it. */
export interface DeliveredAlert {
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A real HTTP receiver that keeps what it is sent. */
export interface Receiver {
  readonly url: string;
  /** Alerts in order of arrival, with the time in milliseconds. */
  readonly received: readonly (DeliveredAlert & { readonly at: number })[];
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: (DeliveredAlert & { at: number })[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { alerts } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { alerts: DeliveredAlert[] };
      received.push(...alerts.map((alert) => ({ ...alert, at: Date.now() })));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
