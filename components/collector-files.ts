/** Receivers for log files of one host, and for what the stack's own servers print there. */
import { type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { storage } from "./collector-parts";

/** How every log file is read. */
export const logFiles = {
  include_file_path: true,
  max_log_size: "256KiB",
  start_at: "end",
  storage,
} as const;

/** The log files of the host that the settings name. */
export function hostFiles(settings: Settings, site: Site) {
  return {
    ...logFiles,
    include: settings.logs.files.map((path) => site.hostRoot + path),
    // What the stack's own servers print is read once, by a receiver of its own.
    exclude: site.serverLogs.files,
    operators: serviceFromFileName,
  };
}

/** What the stack's own servers print. */
export function serverFiles({ serverLogs: { files, format } }: Site) {
  return {
    ...logFiles,
    // From the start: the first lines of a server are those that tell why it does not work.
    start_at: "beginning",
    include: files,
    operators: format === "docker-json" ? dockerOperators : serviceFromFileName,
  };
}

/** /var/log/nginx/access.log → service.name access: the name of the file is the best name that a plain file has. */
const serviceFromFileName = [
  {
    type: "regex_parser",
    parse_from: 'attributes["log.file.path"]',
    parse_to: "resource",
    regex: "(?P<service_name>[^/]+?)(\\.log)?$",
  },
  { type: "move", from: "resource.service_name", to: 'resource["service.name"]' },
];

const dockerOperators = [
  {
    type: "json_parser",
    parse_from: "body",
    timestamp: {
      parse_from: "attributes.time",
      layout_type: "gotime",
      layout: "2006-01-02T15:04:05.999999999Z07:00",
    },
  },
  { type: "move", from: "attributes.log", to: "body" },
  // Docker keeps the end of the line.
  { type: "regex_replace", field: "body", regex: "\\r?\\n$", replace_with: "" },
  {
    type: "move",
    from: "attributes.attrs.tag",
    to: 'resource["service.name"]',
    if: "attributes.attrs != nil and attributes.attrs.tag != nil",
  },
  // Containers of others tell no tag unless their log options say so: their id stands for their name.
  {
    type: "regex_parser",
    parse_from: 'attributes["log.file.path"]',
    parse_to: "resource",
    regex: "/(?P<container_id>[0-9a-f]{12})[0-9a-f]*/[^/]+$",
    on_error: "send_quiet",
  },
  {
    type: "copy",
    from: "resource.container_id",
    to: 'resource["service.name"]',
    if: 'resource["service.name"] == nil and resource.container_id != nil',
  },
  { type: "remove", field: "resource.container_id", if: "resource.container_id != nil" },
  { type: "remove", field: "attributes.attrs", if: "attributes.attrs != nil" },
  { type: "remove", field: "attributes.time" },
];
