/** Numbers that the pages of fleets show and no alert uses: what they come to, on the real promtool. */
import { expect, it } from "vitest";
import { dcgmSeries, first, other, second, type Gpu } from "../../rules/cases/gpu";
import { type Series } from "../../rules/cases/case";
import * as gpus from "../../signals/gpu-fleet";
import * as jobs from "../../signals/gpu-jobs";
import * as databases from "../../signals/postgres-fleet";
import * as statements from "../../signals/postgres-statements";
import * as tables from "../../signals/postgres-tables";
import * as wal from "../../signals/postgres-wal";
import { everywhere, type Signal } from "../../signals/signal";
import { toYaml } from "../../stacks/yaml";
import { promtoolOver } from "./promtool";

/** A series of the answer: its labels as PromQL has them between braces, and its value. */
type Sample = readonly [labels: string, value: number];

/** What each signal gives after 10 minutes. */
async function gives(input: Series, expected: readonly (readonly [Signal, readonly Sample[]])[]) {
  const test = toYaml({
    rule_files: [],
    evaluation_interval: "15s",
    fuzzy_compare: true,
    tests: [
      {
        interval: "15s",
        input_series: Object.entries(input).map(([series, values]) => ({ series, values })),
        promql_expr_test: expected.map(([signal, samples]) => ({
          expr: signal.value(everywhere("5m")),
          eval_time: "10m",
          exp_samples: samples.map(([labels, value]) => ({ labels: `{${labels}}`, value })),
        })),
      },
    ],
  });
  const { ok, output } = await promtoolOver({ "test.yml": test }, "test", "rules", "test.yml");
  expect(ok, output).toBe(true);
}

const steady = (value: number | string): string => `${value}x60`;

const pod = (namespace: string, name: string) => ({ namespace, pod: name, container: "main" });
const ofPod = (namespace: string, name: string) =>
  `namespace="${namespace}", pod="${name}", container="main"`;
const one = 'instance="gpu-1", gpu="0"';
const two = 'instance="gpu-1", gpu="1"';
const three = 'instance="gpu-2", gpu="0"';

/** A GPU of 80 GiB: how busy it is, how many MiB of it are held, and who has it. */
const at = (gpu: Gpu, busy: number, used: number, more: Record<string, string> = {}): Series => ({
  ...dcgmSeries("DCGM_FI_DEV_GPU_TEMP", steady(60), gpu, more),
  ...dcgmSeries("DCGM_FI_PROF_GR_ENGINE_ACTIVE", steady(busy), gpu, more),
  ...dcgmSeries("DCGM_FI_DEV_FB_USED", steady(used), gpu, more),
  ...dcgmSeries("DCGM_FI_DEV_FB_FREE", steady(80_000 - used), gpu, more),
});

const alert = (labels: string): string => `ALERTS{alertname="X", alertstate="firing", ${labels}}`;

it("a GPU is held and idle only where both hold", async () => {
  await gives({ ...at(first, 0, 40_000), ...at(second, 0, 100), ...at(other, 0.9, 40_000) }, [
    [
      gpus.gpuHeldIdle,
      [
        [one, 1],
        [two, 0],
        [three, 0],
      ],
    ],
    [
      gpus.gpusHeldIdle,
      [
        ['instance="gpu-1"', 1],
        ['instance="gpu-2"', 0],
      ],
    ],
    [gpus.gpusHeldIdleInAll, [["", 1]]],
    [gpus.gpuBusyInAll, [["", 0.3]]],
  ]);
});

it("faults and alerts are counted for each GPU, and 0 for those without", async () => {
  const window = { window_size_in_ms: "300000" };
  const input: Series = {
    ...at(first, 0.5, 100),
    ...at(second, 0.5, 100),
    ...at(other, 0.5, 100),
    ...dcgmSeries("DCGM_EXP_XID_ERRORS_COUNT", steady(2), first, { ...window, xid: "79" }),
    ...dcgmSeries("DCGM_EXP_XID_ERRORS_COUNT", steady(0), second, window),
    ...dcgmSeries("DCGM_EXP_GPU_HEALTH_STATUS", steady(20), first, { health_watch: "ALL" }),
    ...dcgmSeries("DCGM_EXP_GPU_HEALTH_STATUS", steady(20), first, { health_watch: "MEM" }),
    ...dcgmSeries("DCGM_EXP_GPU_HEALTH_STATUS", steady(10), second, { health_watch: "ALL" }),
    ...dcgmSeries("DCGM_FI_DEV_ROW_REMAP_FAILURE", steady(1), other),
    [alert(`service="gpu", severity="critical", ${one}`)]: steady(1),
    [alert('service="gpu", severity="warning", instance="gpu-2"')]: steady(1),
    [alert(`service="gpu", severity="none", ${two}`)]: steady(1),
    [alert('service="host", severity="warning", instance="gpu-1"')]: steady(1),
  };
  await gives(input, [
    [
      gpus.gpuFaults,
      [
        [one, 3],
        [two, 0],
        [three, 1],
      ],
    ],
    [gpus.gpusFaulty, [["", 2]]],
    [
      gpus.gpuAlerts,
      [
        [one, 1],
        [two, 0],
        [three, 0],
      ],
    ],
    [gpus.gpuAlertsInAll, [["", 2]]],
  ]);
});

it("what pods have and do not use is counted by pod, by namespace and in all", async () => {
  const half = { GPU_I_ID: "1", GPU_I_PROFILE: "3g.40gb" };
  const rest = { GPU_I_ID: "2", GPU_I_PROFILE: "3g.40gb" };
  const input = {
    ...at(first, 0.75, 20_000, pod("train", "job")),
    ...at(second, 0.25, 60_000, pod("train", "job")),
    ...at(other, 0.5, 20_000, { ...pod("serve", "web-1"), ...half }),
    ...at(other, 0.01, 60_000, { ...pod("serve", "web-2"), ...rest }),
    ...at({ instance: "gpu-2", gpu: "1" }, 0, 0),
  };
  await gives(input, [
    [
      jobs.gpusOfPod,
      [
        [ofPod("train", "job"), 2],
        [ofPod("serve", "web-1"), 1],
        [ofPod("serve", "web-2"), 1],
      ],
    ],
    [
      jobs.gpuWasteOfPod,
      [
        [ofPod("train", "job"), 1],
        [ofPod("serve", "web-1"), 0.5],
        [ofPod("serve", "web-2"), 0.99],
      ],
    ],
    [
      jobs.gpusIdleOfPod,
      [
        [ofPod("train", "job"), 0],
        [ofPod("serve", "web-1"), 0],
        [ofPod("serve", "web-2"), 1],
      ],
    ],
    [
      jobs.gpuMemoryShareOfPod,
      [
        [ofPod("train", "job"), 0.5],
        [ofPod("serve", "web-1"), 0.25],
        [ofPod("serve", "web-2"), 0.75],
      ],
    ],
    // A divided GPU is as busy as its busiest part.
    [
      jobs.gpuWasteOfNamespace,
      [
        ['namespace="train"', 1],
        ['namespace="serve"', 0.5],
      ],
    ],
    [jobs.gpuWasteInAll, [["", 1.5]]],
    [jobs.gpusGivenOut, [["", 3]]],
    [
      jobs.gpusWithoutPod,
      [
        ['instance="gpu-1"', 0],
        ['instance="gpu-2"', 1],
      ],
    ],
    [jobs.gpusWithoutPodInAll, [["", 1]]],
  ]);
});

it("GPU hours are those of the last day, and of them those in which nothing was done", async () => {
  // Two GPUs for all of 10 minutes, a quarter busy: three samples of a subquery, at 0, 5 and 10 minutes.
  const input = {
    'namespace:dcgm_gpus:count{namespace="train"}': steady(2),
    'namespace:dcgm_gpu_busy:avg{namespace="train"}': steady(0.25),
  };
  await gives(input, [
    [jobs.gpuHoursOfNamespace, [['namespace="train"', 0.5]]],
    [jobs.gpuHoursUnused, [['namespace="train"', 0.375]]],
  ]);
});

const pg = (metric: string, instance: string, more = ""): string =>
  `${metric}{job="postgres", instance="${instance}"${more}}`;

it("servers have a role, or say that it is unknown, and their alerts are counted", async () => {
  const input: Series = {
    [pg("pg_up", "orders")]: steady(1),
    [pg("pg_up", "orders-2")]: steady(1),
    [pg("pg_up", "stock")]: steady(0),
    [pg("pg_replication_is_replica", "orders")]: steady(0),
    [pg("pg_replication_is_replica", "orders-2")]: steady(1),
    [alert('service="postgres", severity="critical", instance="stock"')]: steady(1),
    [alert('service="targets", severity="warning", job="postgres", instance="stock"')]: steady(1),
    [alert('service="postgres", severity="none", instance="orders"')]: steady(1),
    [alert('service="host", severity="critical", instance="web-1"')]: steady(1),
  };
  await gives(input, [
    [
      databases.postgresReachableByRole,
      [
        ['instance="orders", role="primary"', 1],
        ['instance="orders-2", role="standby"', 1],
        ['instance="stock", role="unknown"', 0],
      ],
    ],
    [
      databases.postgresAlerts,
      [
        ['instance="orders"', 0],
        ['instance="orders-2"', 0],
        ['instance="stock"', 2],
      ],
    ],
    [databases.postgresAlertsInAll, [["", 2]]],
    [databases.postgresUnreachable, [["", 1]]],
    [databases.postgresBlockedInAll, [["", 0]]],
    [
      wal.postgresSlotsUnused,
      [
        ['instance="orders"', 0],
        ['instance="orders-2"', 0],
        ['instance="stock"', 0],
      ],
    ],
  ]);
});

it("statements and tables are compared by what a call, a row and an update cost", async () => {
  const statement = ', user="app", datname="shop", queryid="7"';
  const table = ', datname="shop", schemaname="public", relname="orders"';
  const of = 'instance="orders", datname="shop", queryid="7"';
  const orders = `instance="orders"${table}`;
  const input: Series = {
    [pg("pg_stat_statements_calls_total", "orders", statement)]: "0+30x60",
    [pg("pg_stat_statements_seconds_total", "orders", statement)]: "0+6x60",
    [pg("pg_stat_statements_rows_total", "orders", statement)]: "0+90x60",
    [pg("pg_stat_statements_block_read_seconds_total", "orders", statement)]: "0+3x60",
    [pg("pg_stat_database_blk_read_time", "orders", ', datid="1", datname="shop"')]: "0+3000x60",
    [pg("pg_stat_user_tables_table_size_bytes", "orders", table)]: steady(20_000_000),
    [pg("pg_stat_user_tables_n_live_tup", "orders", table)]: steady(1000),
    [pg("pg_stat_user_tables_n_tup_upd", "orders", table)]: "0+100x60",
    [pg("pg_stat_user_tables_n_tup_hot_upd", "orders", table)]: "0+80x60",
  };
  await gives(input, [
    [statements.postgresStatementRows, [[of, 3]]],
    [statements.postgresStatementReading, [[of, 0.1]]],
    [statements.postgresStatementsByTime, [[of, 0.4]]],
    [statements.postgresReadingByDatabase, [['instance="orders", datname="shop"', 0.2]]],
    [tables.postgresBytesPerRow, [[orders, 20_000]]],
    [tables.postgresBloating, [[orders, 20_000]]],
    [tables.postgresHotUpdates, [[orders, 0.8]]],
  ]);
});
