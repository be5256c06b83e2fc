import { type Reply, readProblem } from "./reply.ts";
import type { State } from "./state.ts";

/** Asks the server where the sitting is. */
export async function fetchState(): Promise<State | Reply> {
  try {
    const response = await fetch("/api/v1/sitting", {
      headers: { accept: "application/json" },
      cache: "no-store",
      signal: AbortSignal.timeout(15_000),
    });
    return response.ok ? ((await response.json()) as State) : await readProblem(response);
  } catch {
    return { is: "unreachable" };
  }
}

/** Whether the server gave a state, not a refusal. */
export function isState(answer: State | Reply): answer is State {
  return "sitting" in answer;
}
