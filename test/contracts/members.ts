/** Servers of a cluster's stack on this machine, each member at an address of its own: 127.0.0.1, 127.0.0.2 and so on. */
import { mkdirSync } from "node:fs";
import { type Sidecar, type Site, type Workload } from "../../platforms/workload";
import { stackPaths } from "../../platforms/local/paths";
import { type Settings } from "../../stacks/settings";
import { versions } from "../../stacks/versions";
import { type Processes } from "../e2e/kubernetes/processes";
import { writeFiles } from "./capture-stack";
import { loopbackSite, type Ports } from "./loopback";

/** Stands for a member's own address until it is known which member it is. */
const own = "OWN.MEMBER";

/** The address of a member, from 0. */
export const memberIp = (member: number): string => `127.0.0.${member + 1}`;

/** The surroundings for servers of which there are several. All members use the same ports. */
export function membersSite(settings: Settings, root: string, ports: Ports): Site {
  const site = loopbackSite(settings, root, ports);
  return {
    ...site,
    members: (workload, port, replicas) =>
      Array.from({ length: replicas }, (_, member) => `${memberIp(member)}:${ports.of(workload, port)}`),
    place: (workload) => {
      const listen = (port: string): string => `${own}:${ports.of(workload, port)}`;
      return { ...site.place(workload), listen, self: listen };
    },
  };
}

export interface MemberOf {
  readonly settings: Settings;
  /** Folder that takes everything. */
  readonly root: string;
  readonly running: Processes;
  /** Path of a program. */
  readonly path: (program: string) => string;
  /** Changes what a file says, where a capture cannot wait or has no bucket. @default nothing */
  readonly change?: (file: string, content: string) => string;
}

/** Writes the files of a member and starts it; and what runs beside it. */
export function startMember(workload: Workload, member: number, of: MemberOf): void {
  const { settings, root, change = (_, content) => content } = of;
  const ip = memberIp(member);
  const folder = `${root}/${member}`;
  // Where the site says that things lie, and where this member has them.
  const moved = (text: string): string =>
    text
      .replaceAll(stackPaths(root, settings.stack).base, stackPaths(folder, settings.stack).base)
      .replaceAll(own, ip)
      .replaceAll("0.0.0.0", ip)
      .replaceAll("$(POD_IP)", ip)
      .replaceAll("$(POD_NAME)", `${workload.name}-${member}`);
  const files = (workload.files ?? []).map((file) => ({
    ...file,
    content: moved(change(file.name, file.content)),
  }));
  // Nothing here asks for a password or a key: servers speak in clear, and a folder stands in for the bucket.
  writeFiles({ ...workload, files, secrets: [] }, folder, settings.stack, {});
  const env = { POD_IP: ip, POD_NAME: `${workload.name}-${member}` };
  const launch = (each: Workload | Sidecar): void =>
    of.running.start(
      `${each.name}-${member}`,
      of.path(versions[each.server].program ?? each.server),
      each.args.map(moved),
      {
        ...Object.fromEntries(Object.entries(each.env ?? {}).map(([name, value]) => [name, moved(value)])),
        ...env,
      },
    );
  mkdirSync(folder, { recursive: true });
  for (const each of [workload, ...(workload.sidecars ?? [])]) launch(each);
}
