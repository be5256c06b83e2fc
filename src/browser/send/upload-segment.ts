import { DetailedError, Upload } from "tus-js-client";
import type { KeptSegment } from "./database.ts";

/** `refused`: the server will never take this piece, so others must not wait behind it. */
export type UploadResult = "received" | "try-later" | "refused" | "stopped";

/** Sends one closed piece of known size by tus. A partly sent one goes on where the server says it stands. */
export function uploadSegment(segment: KeptSegment): Promise<UploadResult> {
  return new Promise((resolve) => {
    const upload = new Upload(new Blob([segment.bytes]), {
      endpoint: "/api/v1/uploads",
      metadata: {
        recording: segment.recording,
        segment: String(segment.segment),
        sha256: segment.sha256,
      },
      // Making an upload is idempotent on our server, so nothing has to be remembered to find it again: after a
      // reload the first PATCH of a half-sent piece gets 409, and the one retry asks for the offset and goes on.
      storeFingerprintForResuming: false,
      retryDelays: [0],
      onSuccess: () => resolve("received"),
      onError: (error) => resolve(afterError(error)),
    });
    upload.start();
  });
}

function afterError(error: Error | DetailedError): UploadResult {
  const status = error instanceof DetailedError ? error.originalResponse?.getStatus() : undefined;
  if (status === 401 || status === 410) return "stopped";
  return status !== undefined && NEVER_TAKEN.has(status) ? "refused" : "try-later";
}

/** Bad request, too long, wrong type, unreadable. A piece of a recording not known yet (404) is taken later. */
const NEVER_TAKEN = new Set([400, 413, 415, 422]);
