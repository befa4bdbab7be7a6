import type * as docker from "@pulumi/docker";
import { type Input, type Output } from "@pulumi/pulumi";
import { type Workload } from "../workload";
import { sorted } from "./files";
import { clientFolder } from "./health";
import { ownName } from "./names";
import { configFolder, secretsFolder } from "./site";
import { userOf } from "../user";

/** A secret file with its text. */
export interface SecretContent {
  readonly name: string;
  readonly content: Output<string>;
}

/** What a carrier is made from. */
export interface CarrierParts {
  readonly stack: string;
  readonly imageId: Input<string>;
  readonly volumes: { readonly config?: Input<string>; readonly secrets?: Input<string> };
  readonly secrets: readonly SecretContent[];
}

/**
 * The carrier of a workload's files: a container that never runs. The provider writes files into containers, and
 * through them into their volumes; the server mounts the same volumes read-only. So a new version of a file replaces
 * the carrier, while the server stays as it is, with a root file system that it cannot write to.
 * Secret files belong to the server's user, who alone may read them.
 */
export function carrierArgs(workload: Workload, parts: CarrierParts): docker.ContainerArgs {
  const { user, group } = userOf(workload);
  const { config, secrets } = parts.volumes;
  return {
    ...idle(ownName(parts.stack, workload.name, "files"), parts.imageId),
    labels: [
      { label: "observatory.carries", value: workload.name },
      { label: "observatory.stack", value: parts.stack },
    ],
    volumes: [
      ...(config === undefined ? [] : [{ containerPath: configFolder, volumeName: config }]),
      ...(secrets === undefined ? [] : [{ containerPath: secretsFolder, volumeName: secrets }]),
    ],
    uploads: [
      ...sorted(workload).map(({ name, content }) => ({
        file: `${configFolder}/${name}`,
        content,
        permissions: "0444",
      })),
      ...parts.secrets.map(({ name, content }) => ({
        file: `${secretsFolder}/${name}`,
        content,
        owner: user,
        group,
        permissions: "0400",
      })),
    ],
  };
}

/**
 * The lender of the client for health checks. Docker copies what the image holds at the mount point into an empty
 * volume as soon as a container with it is created; the container need not run.
 */
export function lenderArgs(
  stack: string,
  imageId: Input<string>,
  volume: Input<string>,
): docker.ContainerArgs {
  return {
    ...idle(ownName(stack, "client"), imageId),
    labels: [
      { label: "observatory.carries", value: clientFolder },
      { label: "observatory.stack", value: stack },
    ],
    volumes: [{ containerPath: "/bin", volumeName: volume }],
  };
}

/** A container that is created and never started. Should somebody start it, it ends at once and can do nothing. */
function idle(name: string, imageId: Input<string>) {
  return {
    name,
    image: imageId,
    command: ["true"],
    start: false,
    mustRun: false,
    restart: "no",
    networkMode: "none",
    user: "65534:65534",
    capabilities: { drops: ["ALL"] },
    securityOpts: ["no-new-privileges"],
    logDriver: "none",
    destroyGraceSeconds: 10,
  };
}
