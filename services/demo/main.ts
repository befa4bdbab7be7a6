/**
 * The demo service: an HTTP API that fulfils the metric contract in docs/metric-contract.md, and whose faults
 * can be switched on. Run it with `npx tsx services/demo/main.ts`; its environment: services/demo/config.ts.
 * A supervisor runs `node --import tsx services/demo/main.ts`: npx does not pass SIGTERM on.
 */
import { readConfig } from "./config";
import { createLog, thrown } from "./log";
import { startService } from "./service";

async function main(): Promise<void> {
  const result = readConfig(process.env);
  if (!result.ok) return fail(result.error);
  const { config } = result;
  const write = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  // A reader of the log that goes away must not end the service.
  process.stdout.on("error", () => undefined);
  try {
    const service = await startService(config, { write });
    const stop = (): void => void service.stop().then(() => process.exit(0));
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
    process.on("uncaughtException", (error) => {
      createLog(write, Date.now, { service: "demo" }).error("service broke", thrown(error));
      process.exit(1);
    });
  } catch (error) {
    fail(listenError(error, config));
  }
}

function listenError(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EADDRINUSE")
    return `Port ${port} of ${host} is taken. Set PORT to a free one, for example PORT=${port + 1}.`;
  if (code === "EACCES")
    return `Port ${port} may only be used by root. Set PORT to one above 1023, for example PORT=8088.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `${host} is no address of this machine. Set HOST, for example HOST=127.0.0.1.`;
  return `The service cannot start: ${String(error)}`;
}

function fail(error: string): void {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
}

void main();
