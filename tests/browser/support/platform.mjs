// The built program with a demo loaded, on either database.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "./postgres.mjs";

const program = join(process.cwd(), "target/debug/composure");

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Loads a demo and serves it; `database` is "sqlite" or "postgres", `assessments` a folder of others than the shipped. */
export async function startPlatform(database, applicants, { assessments } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "composure-browser-"));
  const postgres = database === "postgres" ? await startPostgres() : null;
  const listen = `127.0.0.1:${await freePort()}`;
  const options = ["--data", folder, "--listen", listen];
  if (postgres) options.push("--database", postgres.address);
  if (assessments) options.push("--assessments", assessments);
  const printed = execFileSync(program, ["demo", "--applicants", String(applicants), "--seed", "7", ...options], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const signIns = JSON.parse(printed.trim().split("\n").at(-1));
  const server = { process: null };
  const serve = async () => {
    server.process = spawn(program, ["serve", ...options], { stdio: ["ignore", "ignore", "inherit"] });
    for (let tries = 0; tries < 200; tries += 1) {
      const ready = await fetch(`http://${listen}/readyz`).catch(() => null);
      if (ready?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("the server did not become ready");
  };
  const kill = async (signal) => {
    const ended = new Promise((resolve) => server.process.once("exit", resolve));
    server.process.kill(signal);
    return ended;
  };
  await serve();
  return {
    address: `http://${listen}`,
    signIns,
    /** Kills the server as a power cut does, and starts it again on the same data. */
    async restart() {
      await kill("SIGKILL");
      await serve();
    },
    async stop() {
      await kill("SIGTERM");
      postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
