/** Services and timers that systemd runs on a host. */
import { HostTimerMissed, HostUnitCrashLooping } from "../../rules/systemd";
import * as systemd from "../../signals/systemd";
import { stat, table, timeseries } from "../model/panel";

const noSystemd = "No data: nodeExporter.systemd is not set";

export const unitsByState = stat(systemd.unitsByState, {
  why: "Any unit in the state failed does not do its work.",
  act: "See the table of failed units below.",
  noValue: noSystemd,
});

export const unitsFailed = table(systemd.unitFailed, {
  title: "Failed units",
  columns: { name: { title: "Unit" } },
  width: 12,
  why: "What a failed unit does is not done.",
  act: "Read its log, mend the cause and start it.",
  noValue: noSystemd,
});

export const unitRestarts = timeseries(systemd.unitRestarts, {
  line: HostUnitCrashLooping,
  width: 12,
  why: "A service that ends again and again serves in between at best.",
  act: "Read the lines before each restart.",
  noValue: noSystemd,
});

export const timers = table([systemd.timerLate, systemd.timerAge], {
  title: "Timers, latest first",
  line: HostTimerMissed,
  columns: { name: { title: "Timer" } },
  why: "A timer that does not run fails without anybody noticing.",
  act: "Look whether it is active, and whether its service still runs.",
  noValue: noSystemd,
});
