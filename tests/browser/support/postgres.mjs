// A PostgreSQL of our own in a temporary folder, reached by a socket only, gone with this process.
import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

function programs() {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const folder = versions.map((version) => join(root, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
  if (folder) return folder;
  return execFileSync("pg_config", ["--bindir"], { encoding: "utf8" }).trim();
}

/** Starts a server; gives an address and a way to end it. */
export async function startPostgres() {
  const bin = programs();
  const folder = mkdtempSync(join(tmpdir(), "composure-browser-pg-"));
  // The server refuses to run as root, so root hands it to the user that the package made.
  const isRoot = process.getuid() === 0;
  const options = { encoding: "utf8" };
  if (isRoot) {
    options.uid = Number(execFileSync("id", ["-u", "postgres"], { encoding: "utf8" }));
    options.gid = Number(execFileSync("id", ["-g", "postgres"], { encoding: "utf8" }));
    chownSync(folder, options.uid, options.gid);
  }
  const data = join(folder, "data");
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync"], options);
  const server = spawn(join(bin, "postgres"), ["-D", data, "-k", folder, "-c", "listen_addresses="], {
    ...options,
    stdio: "ignore",
  });
  const stop = () => {
    server.kill("SIGINT");
    rmSync(folder, { recursive: true, force: true });
  };
  process.on("exit", stop);
  for (let tries = 0; ; tries += 1) {
    try {
      execFileSync(join(bin, "createdb"), ["-h", folder, "-U", "postgres", "composure"], { stdio: "ignore" });
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return { address: `postgres://postgres@localhost/composure?host=${encodeURIComponent(folder)}`, stop };
}
