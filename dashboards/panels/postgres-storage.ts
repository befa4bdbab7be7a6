/** Checkpoints and sizes of a PostgreSQL server. */
import {
  PostgresCheckpointsForced,
  PostgresCheckpointSyncSlow,
  PostgresDatabaseGrowing,
} from "../../rules/postgres-storage";
import * as vacuum from "../../signals/postgres-vacuum";
import { timeseries } from "../model/panel";
import { noData } from "./postgres-words";

export const checkpoints = timeseries(vacuum.postgresCheckpoints, {
  why: "Each one writes all changed blocks, and makes the log larger for a while.",
  act: "Raise max_wal_size until they come by time.",
  noValue: "No checkpoints",
});

export const checkpointsRequested = timeseries(vacuum.postgresCheckpointsRequested, {
  line: PostgresCheckpointsForced,
  why: "They come because the log is full, and not because it is time.",
  act: "See how fast the log is written, and give max_wal_size half an hour of it.",
  noValue: "No checkpoints",
});

export const checkpointTimes = timeseries([vacuum.postgresCheckpointWrite, vacuum.postgresCheckpointSync], {
  title: "Time to write and to sync a checkpoint",
  line: PostgresCheckpointSyncSlow,
  why: "Writing is spread over time by design; syncing is not, and commits wait behind it.",
  act: "Look at the disk of the host.",
  noValue: "No checkpoints",
});

export const size = timeseries(vacuum.postgresSize, {
  width: 12,
  why: "The slope tells how long the disk lasts.",
  act: "Find the tables that grow on the page of vacuum and tables.",
  noValue: noData,
});

export const growth = timeseries(vacuum.postgresGrowth, {
  width: 12,
  line: PostgresDatabaseGrowing,
  why: "Shows what grows by itself long before the disk is full.",
  act: "See whether the job still runs that deletes old data.",
  noValue: noData,
});
