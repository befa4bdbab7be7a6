/** One image for all containers of a capture: the static busybox of this machine, in the form that containerd imports. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Name of the image; sandboxes of pods are made of it as well, and wait. */
export const image = "localhost/box:1";

const busybox = ["/usr/bin/busybox", "/bin/busybox"];

/** Writes the image into a folder. Returns the path of the archive. Throws an Error where there is no busybox. */
export function writeImage(folder: string): string {
  const program = busybox.find((path) => existsSync(path));
  if (program === undefined)
    throw new Error("There is no busybox on this machine. Install it: apt-get install busybox-static");
  const root = join(folder, "layer");
  mkdirSync(join(root, "bin"), { recursive: true });
  for (const name of ["tmp", "proc", "sys", "dev", "etc"]) mkdirSync(join(root, name));
  copyFileSync(program, join(root, "bin", "busybox"));
  for (const name of ["sh", "sleep", "tail", "dd"]) symlinkSync("busybox", join(root, "bin", name));
  const parts = join(folder, "image");
  mkdirSync(parts);
  const layer = join(parts, "layer.tar");
  execFileSync("tar", ["--create", "--file", layer, "--directory", root, "."]);
  const digest = createHash("sha256").update(readFileSync(layer)).digest("hex");
  const write = (name: string, content: unknown): void =>
    writeFileSync(join(parts, name), JSON.stringify(content));
  write("config.json", {
    architecture: process.arch === "arm64" ? "arm64" : "amd64",
    os: "linux",
    config: { Entrypoint: ["/bin/sleep", "1000000"], Env: ["PATH=/bin"] },
    rootfs: { type: "layers", diff_ids: [`sha256:${digest}`] },
  });
  write("manifest.json", [{ Config: "config.json", RepoTags: [image], Layers: ["layer.tar"] }]);
  const archive = join(folder, "image.tar");
  execFileSync("tar", ["--create", "--file", archive, "--directory", parts, "."]);
  return archive;
}
