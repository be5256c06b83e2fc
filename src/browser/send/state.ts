/** What `GET /api/v1/sitting` says: where the candidate is and what the current step needs. It holds no key. */
export type State = {
  sitting: string;
  device: string;
  step: "notice" | "device_check" | "practice" | "section" | "review" | "submitted";
  acknowledged_sequence: number;
  server_ms: number;
  deadline_ms: number | null;
  locale: string;
  answer_by: "camera" | "typing" | null;
  section: Section | null;
  scene: Scene | null;
  questionnaire: Questionnaire | null;
  stop_signal: StopSignalTask | null;
  go_no_go: GoNoGoTask | null;
  flanker: FlankerTask | null;
  recordings: Recording[];
};

export type Section = {
  name: string;
  title: string;
  kind: "scene" | "questionnaire" | "judgements" | "stop_signal" | "go_no_go" | "flanker";
  number: number;
  of: number;
  limit_seconds: number;
  is_started: boolean;
};

export type Scene = {
  name: string;
  sources: Source[];
  captions: { locale: string; url: string }[];
  descriptions: { locale: string; url: string }[];
  duration_ms: number;
  decisions: Decision[];
  answer: { prompt: string; preparation_seconds: number; limit_seconds: number };
  is_watched: boolean;
  recording: null | { recording: string; is_finished: boolean };
  is_answered: boolean;
};

/** `height` is null of films in one size. */
export type Source = { url: string; media_type: string; height: number | null };

export type Decision = {
  name: string;
  kind: "choose" | "act_now" | "rate";
  cue_ms: number;
  /** How long the window stays open, with the candidate's extra time. */
  window_ms: number;
  /** How long it stays open in the film. */
  film_window_ms: number;
  options: { name: string; text: string }[];
  is_decided: boolean;
};

/** `stems` has the situation of each page of judgements; a questionnaire has none. */
export type Questionnaire = {
  pages: { item: string; text: string }[][];
  stems: string[];
  labels: string[];
  answers: Record<string, number>;
  page: number;
};

export type StopSignalTask = {
  fixation_ms: number;
  response_window_ms: number;
  inter_trial_ms: number;
  step_ms: number;
  minimum_delay_ms: number;
  maximum_delay_ms: number;
  break_seconds: number;
  practice_trials: number;
  blocks: number;
  trials_per_block: number;
  trials: PlannedTrial[];
  next_trial: number;
  delays_ms: number[];
};

/** `block` is null in practice; `staircase` is null on go trials. */
export type PlannedTrial = { block: number | null; side: "left" | "right"; staircase: number | null };

export type GoNoGoTask = {
  fixation_ms: number;
  stimulus_ms: number;
  response_window_ms: number;
  inter_trial_ms: number;
  break_seconds: number;
  practice_trials: number;
  blocks: number;
  trials_per_block: number;
  trials: { block: number | null; signal: "go" | "no_go" }[];
  next_trial: number;
  coaching: { slow_ms: number; missed_proportion: number; pressed_proportion: number };
};

/** `side` is where the middle arrow points, `flankers` whether its neighbours point the same way. */
export type FlankerTask = {
  fixation_ms: number;
  response_window_ms: number;
  inter_trial_ms: number;
  break_seconds: number;
  practice_trials: number;
  blocks: number;
  trials_per_block: number;
  trials: { block: number | null; side: "left" | "right"; flankers: "congruent" | "incongruent" }[];
  next_trial: number;
  coaching: { slow_ms: number; missed_proportion: number; wrong_proportion: number };
};

export type Recording = {
  recording: string;
  section: string;
  segments: number | null;
  segments_received: number[];
  status: "recording" | "uploading" | "received" | "ready" | "failed";
};
