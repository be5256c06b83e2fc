import assert from "node:assert/strict";
import { test } from "node:test";
import { type Reply, readProblem } from "./reply.ts";

const problem = (status: number, type: string, more: object = {}) =>
  new Response(JSON.stringify({ type: `https://composure.example/problems/${type}`, ...more }), { status });

test("each refusal of the server is told apart", async () => {
  const cases: [Response, Reply][] = [
    [problem(401, "not-signed-in"), { is: "stopped", why: "no-session" }],
    [problem(404, "not-found"), { is: "stopped", why: "no-session" }],
    [problem(409, "sequence-gap", { missing_sequence: 7 }), { is: "gap", missingSequence: 7 }],
    [problem(409, "sequence-taken"), { is: "taken" }],
    [problem(410, "another-device"), { is: "stopped", why: "another-device" }],
    [problem(410, "revoked"), { is: "stopped", why: "revoked" }],
    [problem(410, "expired"), { is: "stopped", why: "expired" }],
    [problem(410, "submitted"), { is: "stopped", why: "submitted" }],
    [problem(413, "too-large"), { is: "too-large" }],
    [problem(422, "refused", { sequence: 9, detail: "No." }), { is: "refused", sequence: 9, detail: "No." }],
  ];
  for (const [response, expected] of cases) assert.deepEqual(await readProblem(response), expected);
});

test("whatever is not a clear no is tried again, with everything kept", async () => {
  const cases = [
    problem(503, "storage-unavailable"),
    problem(429, "too-many-tries"),
    problem(422, "invalid"),
    problem(500, "internal"),
    new Response("<h1>Bad gateway</h1>", { status: 502 }),
  ];
  for (const response of cases) assert.deepEqual(await readProblem(response), { is: "unreachable" });
});
