/** Calls `show` with the microphone's loudness from 0 to 1, some ten times a second, until the returned stop. */
export function watchSoundLevel(stream: MediaStream, show: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    show(loudness(samples));
  }, 100);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

/** Root mean square on a scale that ears find even: -60 dB and less is 0, full scale is 1. */
export function loudness(samples: Float32Array): number {
  const meanSquare = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  if (meanSquare === 0) return 0;
  return Math.min(1, Math.max(0, 1 + (10 * Math.log10(meanSquare)) / 60));
}
