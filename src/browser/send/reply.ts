/** What the server said to a post or a question, with every case the page must tell apart. */
export type Reply =
  | { is: "acknowledged"; sequence: number; serverMs: number; deadlineMs: number | null }
  | { is: "gap"; missingSequence: number }
  | { is: "taken" }
  | { is: "refused"; sequence: number; detail: string }
  | { is: "too-large" }
  | { is: "unreachable" }
  | { is: "stopped"; why: StopReason };

export type StopReason = "another-device" | "revoked" | "expired" | "submitted" | "no-session";

/** Reads a failed answer's `application/problem+json`. Anything that is not a clear no is tried again later. */
export async function readProblem(response: Response): Promise<Reply> {
  const problem = await problemOf(response);
  const name = typeof problem.type === "string" ? problem.type.slice(problem.type.lastIndexOf("/") + 1) : "";
  if (response.status === 401 || response.status === 404) return { is: "stopped", why: "no-session" };
  if (response.status === 410) return { is: "stopped", why: stopReason(name) };
  if (response.status === 413) return { is: "too-large" };
  if (response.status === 409 && name === "sequence-gap") {
    return { is: "gap", missingSequence: Number(problem.missing_sequence) };
  }
  if (response.status === 409 && name === "sequence-taken") return { is: "taken" };
  // Without a number it is the post that is wrong, not an event: none may be given up for it.
  if (response.status === 422 && Number.isFinite(problem.sequence)) {
    return { is: "refused", sequence: Number(problem.sequence), detail: String(problem.detail ?? "") };
  }
  return { is: "unreachable" };
}

function stopReason(name: string): StopReason {
  return name === "revoked" || name === "expired" || name === "submitted" ? name : "another-device";
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json().catch(() => null);
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}
