import { versions } from "../stacks/versions";
import { type Workload } from "./workload";

/** User and group of a container by number. */
export interface User {
  readonly user: string;
  readonly group: string;
}

/**
 * Whom the server runs as: what its host access asks for, else what its image is built for. Throws where neither
 * says it, since an image without a word about it runs as root.
 */
export function userOf(workload: Workload): User {
  const [user, group] = (workload.host?.user ?? versions[workload.server].user ?? "").split(":");
  if (!isNumber(user) || !isNumber(group)) {
    throw new Error(
      `${workload.name}: nothing says whom ${workload.server} runs as; write user: "UID:GID" in stacks/versions.ts, or host.user in its component`,
    );
  }
  return { user, group };
}

function isNumber(text: string | undefined): text is string {
  return text !== undefined && /^\d+$/.test(text);
}

/**
 * Capabilities to add after all were dropped. Throws for a name that Docker would give back in another form, and for
 * a server that is not root: the kernel gives added capabilities to root only, so that they would do nothing.
 */
export function capabilitiesOf(workload: Workload): string[] {
  const capabilities = [...(workload.capabilities ?? [])].sort();
  const wrong = capabilities.find((name) => !/^CAP_[A-Z_]+$/.test(name));
  if (wrong !== undefined)
    throw new Error(`${workload.name}: ${wrong} is not a capability; write it like CAP_NET_RAW`);
  if (capabilities.length > 0 && userOf(workload).user !== "0") {
    throw new Error(
      `${workload.name}: ${capabilities.join(", ")} has no effect for user ${userOf(workload).user}; leave it out, or write host.user "0:0" and why`,
    );
  }
  return capabilities;
}
