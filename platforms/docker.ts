import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { type Settings } from "../stacks/settings";
import { clientImage, imageOf } from "../stacks/versions";
import { carrierArgs, lenderArgs } from "./docker/carrier";
import { containerArgs, replacing } from "./docker/container";
import { namesHash } from "./docker/files";
import { borrowsClient } from "./docker/health";
import { ownName } from "./docker/names";
import { networkRange } from "./docker/network";
import { inOrder } from "./docker/order";
import { secretContents, secretsTrigger } from "./docker/secrets";
import { dockerSite } from "./docker/site";
import { generateSecrets, type GeneratedSecrets } from "./secrets";
import { type Site, type Workload } from "./workload";

export { dockerSite } from "./docker/site";

/**
 * Turns workloads into containers of one Docker engine: the one that DOCKER_HOST names, by default this machine's.
 * Needs Docker 25 or newer. Returns the secrets that were generated. Throws before any resource is made where a workload
 * cannot run as it is described.
 */
export function deployDocker(workloads: readonly Workload[], settings: Settings): GeneratedSecrets {
  const ordered = inOrder(workloads);
  const { stack } = settings;
  const site = dockerSite(settings);
  for (const workload of ordered) assertRuns(workload, settings, site);
  const platform = new pulumi.ComponentResource("observatory:platform:Docker", "observatory", {});
  const provider = new docker.Provider("docker", {}, { parent: platform });
  const own = { parent: platform, provider };

  const network = new docker.Network(
    "network",
    { name: ownName(stack), driver: "bridge", ipamConfigs: [networkRange(settings)] },
    own,
  );
  const image = imagesOf(own);
  const client = ordered.some(borrowsClient) ? lendClient(stack, image, own) : undefined;
  const generated = generateSecrets(ordered, stack, platform);

  const containers = new Map<string, docker.Container>();
  for (const workload of ordered) {
    const imageId = image(workload.server, imageOf(workload.server));
    const secrets = secretContents(workload, generated);
    const volumes = { ...filesVolumes(workload, stack, own), ...dataVolume(workload, stack, own) };
    const carrier = carry(workload, stack, image, volumes, secrets, own);
    const before = (workload.after ?? []).flatMap((name) => containers.get(name) ?? []);
    const container = new docker.Container(
      workload.name,
      containerArgs(workload, {
        settings,
        site,
        imageId,
        network: network.name,
        volumes: client === undefined ? volumes : { ...volumes, client: client.volume },
      }),
      {
        ...own,
        dependsOn: [
          // A server in the host's network listens on an address of this one without being connected to it.
          network,
          ...before,
          ...carrier,
          ...(client !== undefined && borrowsClient(workload) ? [client.lender] : []),
        ],
        ...successive,
        replaceOnChanges: replacing,
        ...(secrets.length === 0 ? {} : { replacementTrigger: secretsTrigger(secrets) }),
      },
    );
    containers.set(workload.name, container);
  }
  return generated;
}

/** Throws where the platform cannot run a workload; everything that can be wrong is found by describing its containers. */
function assertRuns(workload: Workload, settings: Settings, site: Site): void {
  const volumes = { config: "", secrets: "" };
  containerArgs(workload, { settings, site, imageId: "", network: "", volumes });
  carrierArgs(workload, { stack: settings.stack, imageId: "", volumes, secrets: [] });
}

/**
 * A container keeps its name, so that the old one has to be gone before the new one is made. The provider says so for
 * changes that it finds itself, and not for those that a trigger tells.
 */
const successive = { deleteBeforeReplace: true } as const;

type Own = { readonly parent: pulumi.Resource; readonly provider: docker.Provider };
type Images = (name: string, image: string) => pulumi.Output<string>;
type Volumes = {
  config?: pulumi.Output<string>;
  secrets?: pulumi.Output<string>;
  data?: pulumi.Output<string>;
};

/** Pulled images by the name of what they are for, each once. Containers refer to them by id: a name would differ from what Docker gives back. */
function imagesOf(own: Own): Images {
  const pulled = new Map<string, docker.RemoteImage>();
  return (name, image) => {
    const found =
      pulled.get(name) ?? new docker.RemoteImage(`${name}-image`, { name: image, keepLocally: true }, own);
    pulled.set(name, found);
    return found.imageId;
  };
}

const clientImageName = `${clientImage.image}:${clientImage.tag}`;

/** The volume with the client that bare images borrow; its name holds the version, as Docker fills empty volumes only. */
function lendClient(stack: string, image: Images, own: Own) {
  const volume = new docker.Volume("client", { name: ownName(stack, "client", clientImage.tag) }, own);
  const lender = new docker.Container(
    "client",
    lenderArgs(stack, image("client", clientImageName), volume.name),
    { ...own, ...successive },
  );
  return { volume: volume.name, lender };
}

/** Volumes for the configuration and the secrets, named after which files they hold. */
function filesVolumes(workload: Workload, stack: string, own: Own): Volumes {
  const make = (kind: string, files: readonly { readonly name: string }[]) =>
    new docker.Volume(
      `${workload.name}-${kind}`,
      { name: ownName(stack, workload.name, kind, namesHash(files.map(({ name }) => name))) },
      own,
    ).name;
  const { files = [], secrets = [] } = workload;
  return {
    ...(files.length === 0 ? {} : { config: make("config", files) }),
    ...(secrets.length === 0 ? {} : { secrets: make("secrets", secrets) }),
  };
}

/** The volume that outlives everything: protected while the stack describes it, kept when the stack is gone. */
function dataVolume(workload: Workload, stack: string, own: Own): Volumes {
  if (workload.data === undefined) return {};
  const name = ownName(stack, workload.name, "data");
  const options = { ...own, protect: true, retainOnDelete: true };
  return { data: new docker.Volume(`${workload.name}-data`, { name }, options).name };
}

function carry(
  workload: Workload,
  stack: string,
  image: Images,
  { config, secrets }: Volumes,
  contents: ReturnType<typeof secretContents>,
  own: Own,
): docker.Container[] {
  if (config === undefined && secrets === undefined) return [];
  const volumes = {
    ...(config === undefined ? {} : { config }),
    ...(secrets === undefined ? {} : { secrets }),
  };
  const imageId = image("client", clientImageName);
  const parts = { stack, imageId, volumes, secrets: contents };
  return [
    new docker.Container(`${workload.name}-files`, carrierArgs(workload, parts), { ...own, ...successive }),
  ];
}
