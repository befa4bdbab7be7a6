/** Prints how fast and how heavy the local stack is, with the ratio to each aim. Never fails for a figure. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stackPaths } from "../platforms/local/paths";
import { states, stopProcess, supervisorPids } from "../platforms/local/supervisor";
import { renderAll } from "../review/render-all";
import { checkout as original } from "../tools/cache";
import { promQuery, until } from "../test/e2e/ask";
import { cloneCheckout, type Checkout } from "../test/e2e/checkout";
import { startReceiver, type Receiver } from "../test/e2e/receiver";
import { consumption, processTree } from "./consumption";
import { printDashboards } from "./dashboards";
import { growth } from "./growth";

const offset = 19_000;
const prometheus = `http://127.0.0.1:${9090 + offset}`;
const restSeconds = Number(process.env["BENCH_REST_SECONDS"] ?? "120");

interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly aim?: number;
}

function print({ what, value, unit, aim }: Figure): void {
  const ratio = aim === undefined ? "" : `aim ${aim} ${unit}, ${Math.round((value / aim) * 100)} % of it`;
  console.log(`${what.padEnd(58)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(5)} ${ratio}`);
}

async function seconds(operation: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await operation();
  return (performance.now() - started) / 1000;
}

async function command(checkout: Checkout, ...args: string[]): Promise<void> {
  const { code, output } = await checkout.observatory(...args);
  if (code !== 0) throw new Error(`./observatory ${args.join(" ")} ended with ${code}:\n${output}`);
}

async function faultToNotification(checkout: Checkout, receiver: Receiver): Promise<number> {
  await until(
    60,
    () => promQuery(prometheus, 'up{job="node"} == 1'),
    (samples) => samples.length === 1,
  );
  const before = receiver.received.length;
  const fault = Date.now();
  await stopProcess(stackPaths(checkout.root, "local"), "node-exporter");
  const told = () =>
    receiver.received
      .slice(before)
      .find(({ labels, status }) => labels["alertname"] === "TargetDown" && status === "firing");
  const alert = await until(
    120,
    async () => told(),
    (found) => found !== undefined,
  );
  await command(checkout, "up");
  await until(
    180,
    async () => receiver.received.slice(before).some(({ status }) => status === "resolved"),
    Boolean,
  );
  return ((alert?.at ?? fault) - fault) / 1000;
}

async function main(): Promise<void> {
  printDashboards();
  for (const services of [10, 100, 1000]) {
    const { seconds: taken, resources } = await growth(services);
    const what = `cluster stack with ${services} services, ${resources} resources`;
    print({ what, value: taken, unit: "s", ...(services === 1000 ? { aim: 5 } : {}) });
  }
  print({
    what: "render of all stacks, first in the process",
    value: await seconds(() => renderAll(original)),
    unit: "s",
    aim: 3,
  });
  print({
    what: "render of all stacks, again",
    value: await seconds(() => renderAll(original)),
    unit: "s",
    aim: 3,
  });

  const checkout = cloneCheckout();
  const receiver = await startReceiver();
  try {
    const log = join(checkout.root, "shop.log");
    writeFileSync(log, "");
    checkout.settings({
      portOffset: offset,
      logs: { files: [log] },
      receivers: { bench: { kind: "webhook", url: receiver.url } },
      routes: { critical: ["bench"] },
    });
    print({
      what: "up from nothing until healthy, programs in the cache",
      value: await seconds(() => command(checkout, "up")),
      unit: "s",
      aim: 60,
    });
    print({
      what: "preview without changes",
      value: await seconds(() => command(checkout, "preview")),
      unit: "s",
    });
    print({
      what: "up without changes",
      value: await seconds(() => command(checkout, "up", "--expect-no-changes")),
      unit: "s",
    });

    await new Promise((resolve) => setTimeout(resolve, 60_000));
    const rest = await consumption(await servers(checkout), restSeconds);
    for (const { name, mebibytes, corePercent } of rest.each)
      console.log(
        `  ${name.padEnd(20)} ${mebibytes.toFixed(0).padStart(6)} MiB ${corePercent.toFixed(2).padStart(7)} % of a core`,
      );
    print({ what: "resident memory of the stack at rest", value: rest.mebibytes, unit: "MiB", aim: 600 });
    print({
      what: `CPU of the stack at rest, over ${restSeconds} s`,
      value: rest.corePercent,
      unit: "%",
      aim: 10,
    });

    for (const run of [1, 2, 3])
      print({
        what: `fault to notification, run ${run}`,
        value: await faultToNotification(checkout, receiver),
        unit: "s",
        aim: 45,
      });
    print({ what: "down", value: await seconds(() => command(checkout, "down")), unit: "s" });
    print({
      what: "up again with data",
      value: await seconds(() => command(checkout, "up")),
      unit: "s",
      aim: 60,
    });
    await command(checkout, "down", "--delete-data", "--yes");
  } finally {
    await receiver.close();
    await checkout.remove();
  }
}

/** Every server with the processes that it started, and the supervisor itself. */
async function servers(checkout: Checkout): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = await states(stackPaths(checkout.root, "local"));
  const named = found.map(({ name, pid }) => [name, processTree(pid)] as const);
  return new Map([...named, ["process-compose", supervisorPids(stackPaths(checkout.root, "local"))]]);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
