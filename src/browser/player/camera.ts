/** Why there is no picture: each has its own help on the page, `[data-camera-fault=…]`. */
export type CameraFault = "denied" | "missing" | "busy" | "unsupported";

export type Camera = { stream: MediaStream } | { fault: CameraFault };

/** Asks for camera and microphone together, in a size that an uplink of 1.5 Mbit/s carries. */
export async function openCamera(): Promise<Camera> {
  if (!navigator.mediaDevices?.getUserMedia || !("MediaRecorder" in window)) return { fault: "unsupported" };
  try {
    const video = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
    return { stream: await navigator.mediaDevices.getUserMedia({ video, audio: true }) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/** Lets go of camera and microphone, so that their light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function faultOf(error: unknown): CameraFault {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "missing";
}
