import type { QueuedEvent } from "./queue.ts";
import { type Reply, readProblem } from "./reply.ts";

/** How long an answer is waited for before the connection counts as lost. */
const PATIENCE_MS = 15_000;

/** Posts events and says what became of them. It never throws: no answer is `unreachable`. */
export async function postEvents(sitting: string, events: QueuedEvent[]): Promise<Reply> {
  const wire = events.map(({ sequence, client_ms, kind, payload }) => ({
    sequence,
    kind,
    client_ms,
    payload,
  }));
  try {
    const response = await fetch("/api/v1/sitting/events", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ sitting, events: wire }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) return await readProblem(response);
    const answer = (await response.json()) as {
      acknowledged_sequence: number;
      server_ms: number;
      deadline_ms: number | null;
    };
    return {
      is: "acknowledged",
      sequence: answer.acknowledged_sequence,
      serverMs: answer.server_ms,
      deadlineMs: answer.deadline_ms,
    };
  } catch {
    return { is: "unreachable" };
  }
}
