/**
 * What node_exporter tells of hardware, systemd and text files: the machine on which the contract was recorded has none
 * of it. Names and labels are those of the collectors' source in version 1.12.1, and of smartmon.py and nvme_metrics.py of
 * prometheus-community/node-exporter-textfile-collector-scripts.
 */
import { contractText, documentedLine, family, type Described } from "./documented";

const gauge = (name: string, help: string, labels: readonly string[], values: Described["values"] = {}) =>
  family({ name, type: "gauge", help, labels, values });
const counter = (name: string, help: string, labels: readonly string[]) =>
  family({ name, type: "counter", help, labels });

/** A sensor that tells whether its limit is crossed. */
const alarm = (type: string) =>
  gauge(`node_hwmon_${type}_alarm`, `Hardware sensor alarm status (${type})`, ["chip", "sensor"]);
/** A temperature of a sensor, or one of its limits. */
const temperature = (element: string) =>
  gauge(
    `node_hwmon_temp_${element === "input" ? "" : `${element}_`}celsius`,
    `Hardware monitor for temperature (${element})`,
    ["chip", "sensor"],
  );

const hardware = [
  gauge("node_bonding_active", "Number of active slaves per bonding interface.", ["master"]),
  gauge("node_bonding_slaves", "Number of configured slaves per bonding interface.", ["master"]),
  counter("node_cpu_core_throttles_total", "Number of times this CPU core has been throttled.", [
    "core",
    "package",
  ]),
  counter("node_cpu_package_throttles_total", "Number of times this CPU package has been throttled.", [
    "package",
  ]),
  counter("node_edac_correctable_errors_total", "Total correctable memory errors.", ["controller"]),
  counter("node_edac_uncorrectable_errors_total", "Total uncorrectable memory errors.", ["controller"]),
  ...["fan", "in", "power", "temp"].map(alarm),
  gauge("node_hwmon_chip_names", "Annotation metric for human-readable chip names", ["chip", "chip_name"]),
  gauge("node_hwmon_fan_rpm", "Hardware monitor for fan revolutions per minute (input)", ["chip", "sensor"]),
  gauge("node_hwmon_sensor_label", "Label for given chip and sensor", ["chip", "label", "sensor"]),
  ...["crit", "input", "max"].map(temperature),
  gauge("node_md_disks", "Number of active/failed/spare disks of device.", ["device", "state"], {
    state: ["active", "failed", "spare"],
  }),
  gauge("node_md_disks_required", "Total number of disks of device.", ["device"]),
  gauge("node_md_state", "Indicates the state of md-device.", ["device", "state"], {
    state: ["active", "check", "inactive", "recovering", "resync"],
  }),
  gauge("node_power_supply_online", "online value of /sys/class/power_supply/<power_supply>.", [
    "power_supply",
  ]),
];

const processes = [
  gauge("node_processes_state", "Number of processes in each state.", ["state"], { state: ["D", "T", "Z"] }),
];

const systemd = [
  counter("node_systemd_service_restart_total", "Service unit count of Restart triggers", ["name"]),
  gauge("node_systemd_timer_last_trigger_seconds", "Seconds since epoch of last trigger.", ["name"]),
  gauge("node_systemd_unit_state", "Systemd unit", ["name", "state", "type"], {
    state: ["activating", "active", "deactivating", "failed", "inactive"],
  }),
  gauge("node_systemd_units", "Summary of systemd unit states", ["state"], {
    state: ["activating", "active", "deactivating", "failed", "inactive"],
  }),
];

const attribute = {
  name: [
    "current_pending_sector",
    "media_wearout_indicator",
    "offline_uncorrectable",
    "reallocated_sector_ct",
    "temperature_celsius",
    "wear_leveling_count",
  ],
};

const textFiles = [
  gauge("node_textfile_mtime_seconds", "Unixtime mtime of textfiles successfully read.", ["file"]),
  gauge("nvme_available_spare_ratio", "Device available spare ratio", ["device"]),
  gauge("nvme_critical_warning", "Device critical warning bitmap field", ["device"]),
  counter("nvme_media_errors_total", "Device media errors total", ["device"]),
  gauge("nvme_percentage_used_ratio", "Device percentage used ratio", ["device"]),
  gauge("nvme_temperature_celsius", "Device temperature in degrees Celsius", ["device"]),
  gauge("smartmon_attr_raw_value", "SMART metric attr_raw_value", ["disk", "name"], attribute),
  gauge("smartmon_attr_value", "SMART metric attr_value", ["disk", "name"], attribute),
  gauge("smartmon_device_smart_healthy", "SMART metric device_smart_healthy", ["disk"]),
];

/** The part of node_exporter's contract that could not be recorded. */
export const nodeExporterHardware =
  documentedLine(
    "source of node_exporter 1.12.1 (collector/), smartmon.py and nvme_metrics.py of node-exporter-textfile-collector-scripts",
  ) + contractText([...hardware, ...processes, ...systemd, ...textFiles]);
