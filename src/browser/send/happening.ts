/** What can happen in a sitting, as `src/sitting/event.rs` reads it. Times with `_ms` are this page's, unrounded. */
export type Happening =
  | { kind: "section_started"; payload: { section: string } }
  | {
      kind: "answered";
      payload: { section: string; item: string; value: number; shown_ms: number; response_ms: number };
    }
  | { kind: "page_finished"; payload: { section: string; page: number; shown_for_ms: number } }
  | { kind: "decided"; payload: Decided }
  | { kind: "recording_started"; payload: { section: string; recording: string; media_type: string } }
  | { kind: "recording_finished"; payload: RecordingFinished }
  | { kind: "typed"; payload: { section: string; text: string } }
  | { kind: "trial"; payload: Trial }
  | { kind: "disturbed"; payload: { section?: string; cause: Disturbance; duration_ms: number } }
  | { kind: "section_finished"; payload: { section: string; reason: SectionEnd } };

export type SectionEnd = "candidate" | "time";
export type Disturbance = "focus_lost" | "hidden" | "network" | "stalled" | "reloaded";
export type InputDevice = "keyboard" | "mouse" | "touch" | "pen";
export type Side = "left" | "right";
export type TimeSource = "presentation" | "render" | "second_frame";
export type RecordingEnd = "candidate" | "time" | "fault";

/** One frame of a film as `requestVideoFrameCallback` reports it. */
export type PresentedFrame = { media_ms: number; presentation_ms: number; expected_ms: number };

export type Decided = {
  section: string;
  decision: string;
  /** Of these three the one that is asked for; absent, with `response_ms` and `input`, when nothing was done. */
  option?: string;
  /** The time in the film of the frame that was on the screen. */
  press_media_ms?: number;
  rating?: number;
  response_ms?: number;
  input?: InputDevice;
  frames: PresentedFrame[];
  dropped_frames: number;
};

export type RecordingFinished = {
  section: string;
  recording: string;
  segments: number;
  bytes: number;
  duration_ms: number;
  reason: RecordingEnd;
};

export type Trial = {
  section: string;
  trial: number;
  stimulus_ms: number;
  stimulus_source: TimeSource;
  stop?: { delay_ms: number; shown_ms?: number; source?: TimeSource };
  /** Without a side in a task with one key. */
  response?: { side?: Side; response_ms: number };
  late_frames: number;
  was_out_of_focus: boolean;
};
